package io.mysqlredis.endtoend.faults;

import java.util.BitSet;

/** What was seen of each row in a time in which Redis lost nothing. */
final class Epoch {

    private final long[] newest;
    private final BitSet missing = new BitSet();

    Epoch(int rows) {
        this.newest = new long[rows];
    }

    /** The largest number seen of that row, 0 where it was not seen. */
    long newest(int row) {
        return newest[row];
    }

    /** Whether a row that has this number now is older than it was: a row that was deleted must come back with a larger one. */
    boolean isBack(int row, long n) {
        return n < newest[row] || (n == newest[row] && missing.get(row));
    }

    void seen(int row, long n) {
        newest[row] = Math.max(newest[row], n);
        missing.clear(row);
    }

    void missing(int row) {
        missing.set(row);
    }
}
