package io.mysqlredis.benchmark.rows;

/**
 * Where a change stands in a binlog whose transactions insert or update a few rows each, by one statement.
 *
 * @param transaction its number, which counts up
 * @param row of its statement
 */
record BinlogPosition(long transaction, int row) {

    private static final int ROWS_PER_TRANSACTION = 4;
    private static final long BYTES_PER_TRANSACTION = 1_100;
    /** As {@code max_binlog_size} has it unless it is set. */
    private static final long BYTES_PER_FILE = 1L << 30;

    /** A server that has been running for a while: numbers have as many digits as they mostly have. */
    private static final long TRANSACTIONS_BEFORE = 10_000_000;

    private static final String SERVER = "3e11fa47-71ca-11e1-9e33-c80aa9429562";
    private static final long TRANSACTIONS_PER_SECOND = 5_000;

    static BinlogPosition of(long change) {
        return new BinlogPosition(
                TRANSACTIONS_BEFORE + change / ROWS_PER_TRANSACTION, (int) (change % ROWS_PER_TRANSACTION));
    }

    String gtid() {
        return SERVER + ":" + transaction;
    }

    String file() {
        long number = 1 + transaction * BYTES_PER_TRANSACTION / BYTES_PER_FILE;
        return "binlog." + String.valueOf(1_000_000 + number).substring(1);
    }

    /** Of the event with the rows, which stands behind the beginning of its transaction. */
    long position() {
        return 4 + transaction * BYTES_PER_TRANSACTION % BYTES_PER_FILE;
    }

    /** When it was committed, in microseconds since 1970-01-01T00:00Z. */
    long committedAtMicros() {
        return Orders.EPOCH_MILLIS * 1_000 + transaction * (1_000_000 / TRANSACTIONS_PER_SECOND);
    }
}
