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

    private static final int MAX_DIGITS = 18;

    public BinlogPlace {
        Objects.requireNonNull(file, "file");
    }

    /** Cheapest first: of two changes it is nearly always the position that differs. */
    @Override
    public boolean equals(Object other) {
        return other instanceof BinlogPlace that
                && position == that.position
                && row == that.row
                && isDelete == that.isDelete
                && file.equals(that.file);
    }

    @Override
    public int hashCode() {
        return Objects.hash(file, position, row, isDelete);
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
                && number(file, dot + 1) >= 0
                && number(file, dot + 1) < number(other.file, dot + 1);
    }

    /** Whether it comes before the other; of events of one compressed transaction that is not known. */
    boolean isBefore(BinlogPlace other) {
        return isOfEarlierEvent(other)
                || (isOfEventOf(other) && (row < other.row || (row == other.row && isDelete && !other.isDelete)));
    }

    private boolean isOfEventOf(BinlogPlace other) {
        return file.equals(other.file) && position == other.position;
    }

    /** The number that a text has from there to its end; -1 if what stands there is none, or has more than 18 digits. */
    static long number(String text, int from) {
        int digits = text.length() - from;
        if (digits < 1 || digits > MAX_DIGITS) {
            return -1;
        }
        long number = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = 10 * number + (c - '0');
        }
        return number;
    }
}
