package io.mysqlredis.sink.mapping;

import io.mysqlredis.sink.event.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** Renders a column's value as the bytes that readers of Redis find: exact, and the same in a key and in a hash. */
final class TextRendering {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** The zeros that end a fraction, and the point before them if nothing else is left; not what follows. */
    private static final Pattern TRAILING_ZEROS = Pattern.compile("\\.?0+(?=$|\\D)");

    private TextRendering() {}

    /** @param value not null, and of the class that {@link ColumnType} names */
    static byte[] render(ColumnType type, Object value) {
        return switch (type) {
            case BYTES -> (byte[]) value;
            case TEXT, BOOLEAN, INTEGER -> utf8(value.toString());
            // A DOUBLE that went through float would show digits that nobody wrote, so each by its own class.
            case FLOAT -> utf8(Float.toString((Float) value));
            case DOUBLE -> utf8(Double.toString((Double) value));
            case DECIMAL -> utf8(((BigDecimal) value).toPlainString());
            case BITS -> utf8(unsigned((byte[]) value).toString());
            case YEAR -> utf8(padded((Integer) value, 4));
            case DATE_DAYS -> utf8(LocalDate.ofEpochDay((Integer) value).toString());
            case TIME_MILLIS -> utf8(time(Math.multiplyExact((long) (Integer) value, 1_000_000L)));
            case TIME_MICROS -> utf8(time(Math.multiplyExact((Long) value, 1_000L)));
            case TIME_NANOS -> utf8(time((Long) value));
            case DATETIME_MILLIS -> utf8(dateTime((Long) value, 1_000L));
            case DATETIME_MICROS -> utf8(dateTime((Long) value, 1_000_000L));
            case DATETIME_NANOS -> utf8(dateTime((Long) value, NANOS_PER_SECOND));
            case ZONED_TIMESTAMP -> utf8(withShortestFraction((String) value));
        };
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static BigInteger unsigned(byte[] leastSignificantFirst) {
        byte[] reversed = new byte[leastSignificantFirst.length];
        for (int i = 0; i < reversed.length; i++) {
            reversed[i] = leastSignificantFirst[reversed.length - 1 - i];
        }
        return new BigInteger(1, reversed);
    }

    private static String dateTime(long units, long unitsPerSecond) {
        long seconds = Math.floorDiv(units, unitsPerSecond);
        long fraction = Math.floorMod(units, unitsPerSecond);
        int nanos = (int) (fraction * (NANOS_PER_SECOND / unitsPerSecond));
        // Not LocalDateTime.toString(), which leaves out seconds of zero.
        return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
                LocalDateTime.ofEpochSecond(seconds, nanos, ZoneOffset.UTC));
    }

    /** The source prints 12:34:56.78Z from a snapshot, and 12:34:56.780Z for the same value from the binlog. */
    private static String withShortestFraction(String iso) {
        int dot = iso.indexOf('.');
        return dot < 0
                ? iso
                : iso.substring(0, dot)
                        + TRAILING_ZEROS.matcher(iso.substring(dot)).replaceFirst("");
    }

    /** As MySQL prints a TIME, {@code [-]hh:mm:ss[.fraction]}, without the zeros that end a fraction. */
    private static String time(long nanos) {
        StringBuilder text = new StringBuilder(nanos < 0 ? "-" : "");
        long seconds = Math.abs(nanos / NANOS_PER_SECOND);
        text.append(padded(seconds / 3600, 2)).append(':');
        text.append(padded(seconds / 60 % 60, 2)).append(':');
        text.append(padded(seconds % 60, 2));
        long fraction = Math.abs(nanos % NANOS_PER_SECOND);
        if (fraction != 0) {
            text.append(TRAILING_ZEROS.matcher("." + padded(fraction, 9)).replaceFirst(""));
        }
        return text.toString();
    }

    private static String padded(long number, int digits) {
        String text = Long.toString(number);
        return "0".repeat(Math.max(0, digits - text.length())) + text;
    }
}
