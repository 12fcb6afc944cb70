package io.mysqlredis.sink.filter;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.values.CelByteString;
import io.mysqlredis.sink.event.Column;
import io.mysqlredis.sink.event.ColumnType;
import io.mysqlredis.sink.rendering.ValueRendering;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * Converts a column's value to what filters compare it as: a truth value, a number, bytes, or else the text that Redis gets.
 *
 * <p>Dates and times are texts, whose order is that of time within one column: {@code row.created_at > '2024-01-01'}.
 */
final class FilterValues {

    /** The digits of 2<sup>64</sup>-1. */
    private static final int MAX_DIGITS = 20;

    private FilterValues() {}

    /** @param value not null, and of the class that {@link ColumnType} names */
    static Object of(Column column, Object value) {
        return switch (column.type()) {
            case BOOLEAN -> (Boolean) value;
            case INTEGER, YEAR -> ((Number) value).longValue();
            case UNSIGNED -> unsigned((Long) value);
            case BITS -> bits((byte[]) value);
            // Through its digits: 1.1f is 1.1 for the one who wrote row.x == 1.1, and not 1.10000002384185791015625.
            case FLOAT -> Double.valueOf(value.toString());
            case DOUBLE -> (Double) value;
            case DECIMAL -> number((BigDecimal) value);
            case BYTES -> CelByteString.of((byte[]) value);
            case TEXT -> (String) value;
            case DATE_DAYS,
                    TIME_MILLIS,
                    TIME_MICROS,
                    TIME_NANOS,
                    DATETIME_MILLIS,
                    DATETIME_MICROS,
                    DATETIME_NANOS,
                    ZONED_TIMESTAMP,
                    JSON,
                    GEOMETRY,
                    VECTOR -> new String(ValueRendering.ISO.text(column, value), StandardCharsets.UTF_8);
        };
    }

    /** Exact where it is a whole number of up to 64 bits, as every BIGINT UNSIGNED is; else the nearest double. */
    private static Object number(BigDecimal decimal) {
        // Before toBigInteger: the digits of 1E+1000000 would fill the heap.
        if (decimal.scale() > 0 || decimal.precision() - decimal.scale() > MAX_DIGITS) {
            return decimal.doubleValue();
        }
        BigInteger whole = decimal.toBigIntegerExact();
        if (whole.bitLength() < Long.SIZE) {
            return whole.longValue();
        }
        return whole.signum() > 0 && whole.bitLength() == Long.SIZE
                ? UnsignedLong.fromLongBits(whole.longValue())
                : decimal.doubleValue();
    }

    private static Object unsigned(long bits) {
        return bits < 0 ? (Object) UnsignedLong.fromLongBits(bits) : (Object) bits;
    }

    private static Object bits(byte[] leastSignificantFirst) {
        if (leastSignificantFirst.length > Long.BYTES) {
            throw new IllegalArgumentException("more than 64 bits");
        }
        long bits = 0;
        for (int i = 0; i < leastSignificantFirst.length; i++) {
            bits |= Byte.toUnsignedLong(leastSignificantFirst[i]) << (i * Byte.SIZE);
        }
        return unsigned(bits);
    }
}
