package io.mysqlredis.sink.mapping;

import io.mysqlredis.sink.event.Column;
import io.mysqlredis.sink.rendering.ValueRendering;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Reads a column as a number. */
final class ColumnNumbers {

    private ColumnNumbers() {}

    /** The number whose digits Redis would hold; null if the column holds none. */
    static BigDecimal exact(Column column, Object value) {
        return switch (column.type()) {
            case BOOLEAN -> Boolean.TRUE.equals(value) ? BigDecimal.ONE : BigDecimal.ZERO;
            case INTEGER, UNSIGNED, FLOAT, DOUBLE, DECIMAL, YEAR, BITS ->
                new BigDecimal(new String(ValueRendering.ISO.text(column, value), StandardCharsets.US_ASCII));
            default -> null;
        };
    }
}
