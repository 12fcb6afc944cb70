package io.mysqlredis.sink.mapping;

import io.mysqlredis.sink.event.Column;
import java.math.BigDecimal;

/** Reads a column as a number. */
final class ColumnNumbers {

    private ColumnNumbers() {}

    /** The number that the digits in Redis would be; null if the column holds none. */
    static BigDecimal exact(Column column, Object value) {
        return switch (column.type()) {
            case INTEGER, YEAR -> BigDecimal.valueOf(((Number) value).longValue());
            case FLOAT, DOUBLE -> new BigDecimal(value.toString());
            case UNSIGNED -> new BigDecimal(Long.toUnsignedString((Long) value));
            case DECIMAL -> (BigDecimal) value;
            case BOOLEAN -> (Boolean) value ? BigDecimal.ONE : BigDecimal.ZERO;
            case BITS -> new BigDecimal(Numbers.bits((byte[]) value));
            default -> null;
        };
    }
}
