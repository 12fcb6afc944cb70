package io.mysqlredis.sink.rendering;

import java.time.LocalDate;

/** Dates and times as ISO 8601 has them, and a TIME as MySQL prints it, each with only the fraction that it needs. */
final class Times {

    static final long NANOS_PER_SECOND = 1_000_000_000L;

    private static final long SECONDS_PER_DAY = 86_400L;
    private static final int NANO_DIGITS = 9;

    private Times() {}

    static String date(int daysSince1970) {
        return LocalDate.ofEpochDay(daysSince1970).toString();
    }

    static String dateTime(long units, long unitsPerSecond) {
        long seconds = Math.floorDiv(units, unitsPerSecond);
        long nanos = Math.floorMod(units, unitsPerSecond) * (NANOS_PER_SECOND / unitsPerSecond);
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(seconds, SECONDS_PER_DAY));
        StringBuilder text = new StringBuilder(29).append(date).append('T');
        appendTime(Math.floorMod(seconds, SECONDS_PER_DAY), nanos, text);
        return text.toString();
    }

    /** {@code [-]hh:mm:ss[.fraction]}, of more than two digits where there are more than 99 hours. */
    static String time(long nanos) {
        StringBuilder text = new StringBuilder(19).append(nanos < 0 ? "-" : "");
        appendTime(Math.abs(nanos / NANOS_PER_SECOND), Math.abs(nanos % NANOS_PER_SECOND), text);
        return text.toString();
    }

    /** The source prints 12:34:56.78Z from a snapshot, and 12:34:56.780Z for the same value from the binlog. */
    static String withShortestFraction(String iso) {
        int dot = iso.indexOf('.');
        if (dot < 0) {
            return iso;
        }
        int end = dot + 1;
        while (end < iso.length() && Character.isDigit(iso.charAt(end))) {
            end++;
        }
        int last = end - 1;
        while (iso.charAt(last) == '0') {
            last--;
        }
        return iso.substring(0, last == dot ? dot : last + 1) + iso.substring(end);
    }

    static String year(int year) {
        StringBuilder text = new StringBuilder(4);
        appendPadded(year, 4, text);
        return text.toString();
    }

    private static void appendTime(long seconds, long nanos, StringBuilder text) {
        appendPadded(seconds / 3600, 2, text);
        appendPadded(seconds / 60 % 60, 2, text.append(':'));
        appendPadded(seconds % 60, 2, text.append(':'));
        if (nanos != 0) {
            appendPadded(nanos, NANO_DIGITS, text.append('.'));
            int end = text.length();
            while (text.charAt(end - 1) == '0') {
                end--;
            }
            text.setLength(end);
        }
    }

    private static void appendPadded(long number, int digits, StringBuilder text) {
        long limit = 10;
        for (int i = 1; i < digits; i++, limit *= 10) {
            if (number < limit) {
                text.append('0');
            }
        }
        text.append(number);
    }
}
