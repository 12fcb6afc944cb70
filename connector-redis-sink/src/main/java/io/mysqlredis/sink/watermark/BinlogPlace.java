package io.mysqlredis.sink.watermark;

import java.util.Objects;

/**
 * Where a change stands in the binlog of one server.
 *
 * @param file of the binlog, such as {@code binlog.000007}
 * @param position of the event in it; events of a compressed transaction all have that of the transaction
 * @param row of the event, counted from 0
 * @param isDelete whether it is a delete: a change of a primary key is two changes of one row, of which this is the first
 */
public record BinlogPlace(String file, long position, long row, boolean isDelete) {

    public BinlogPlace {
        Objects.requireNonNull(file, "file");
    }

    /** Whether its event comes before the other's. */
    boolean isOfEarlierEvent(BinlogPlace other) {
        if (file.equals(other.file)) {
            return position < other.position;
        }
        // Of one server's binlog if all but the number is the same.
        int dot = file.lastIndexOf('.');
        return dot >= 0
                && other.file.lastIndexOf('.') == dot
                && file.regionMatches(0, other.file, 0, dot)
                && isNumberBelow(file.substring(dot + 1), other.file.substring(dot + 1));
    }

    /** Whether it comes before the other; of events of one compressed transaction that is not known. */
    boolean isBefore(BinlogPlace other) {
        return isOfEarlierEvent(other)
                || (isOfEventOf(other) && (row < other.row || (row == other.row && isDelete && !other.isDelete)));
    }

    private boolean isOfEventOf(BinlogPlace other) {
        return file.equals(other.file) && position == other.position;
    }

    private static boolean isNumberBelow(String one, String other) {
        return isNumber(one) && isNumber(other) && Long.parseLong(one) < Long.parseLong(other);
    }

    static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
