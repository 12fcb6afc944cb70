package io.mysqlredis.sink.rendering;

import io.mysqlredis.sink.event.BadRecordException;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Collectors;

/** Numbers as digits that read back as the same number, and that JSON takes as well. */
final class Numbers {

    private Numbers() {}

    static String integer(Object value) {
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return value.toString();
        }
        throw new ClassCastException();
    }

    // A DOUBLE that went through float would show digits that nobody wrote, so each by its own class. Adding zero makes
    // zero of
    // minus zero, which MySQL takes for the same number, and of which JSON drops the sign while Avro keeps it.

    static String floatingPoint(Float number) {
        requireFinite(number);
        return Float.toString(number + 0.0f);
    }

    static String floatingPoint(Double number) {
        requireFinite(number);
        return Double.toString(number + 0.0);
    }

    /** The bits as an unsigned number. */
    static String bits(byte[] leastSignificantFirst) {
        byte[] reversed = new byte[leastSignificantFirst.length];
        for (int i = 0; i < reversed.length; i++) {
            reversed[i] = leastSignificantFirst[reversed.length - 1 - i];
        }
        return new BigInteger(1, reversed).toString();
    }

    /** An array of JSON. */
    static String vector(List<?> elements) {
        return elements.stream()
                .map(element ->
                        element instanceof Float single ? floatingPoint(single) : floatingPoint((Double) element))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static void requireFinite(double number) {
        if (!Double.isFinite(number)) {
            throw new BadRecordException("is infinite or not a number, which MySQL cannot hold and JSON cannot say");
        }
    }
}
