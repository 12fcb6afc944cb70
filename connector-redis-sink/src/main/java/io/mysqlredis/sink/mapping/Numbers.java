package io.mysqlredis.sink.mapping;

import io.mysqlredis.sink.event.Column;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Reads a column as a number. */
final class Numbers {

    private Numbers() {}

    /** The number that the digits in Redis would be; null if the column holds none. */
    static BigDecimal exact(Column column, Object value) {
        return switch (column.type()) {
            case INTEGER, YEAR -> BigDecimal.valueOf(((Number) value).longValue());
            case FLOAT, DOUBLE -> new BigDecimal(value.toString());
            case DECIMAL -> (BigDecimal) value;
            case BOOLEAN -> (Boolean) value ? BigDecimal.ONE : BigDecimal.ZERO;
            case BITS -> new BigDecimal(unsigned((byte[]) value));
            default -> null;
        };
    }

    private static BigInteger unsigned(byte[] leastSignificantFirst) {
        byte[] reversed = new byte[leastSignificantFirst.length];
        for (int i = 0; i < reversed.length; i++) {
            reversed[i] = leastSignificantFirst[reversed.length - 1 - i];
        }
        return new BigInteger(1, reversed);
    }
}
