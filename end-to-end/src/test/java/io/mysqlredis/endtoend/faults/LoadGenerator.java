package io.mysqlredis.endtoend.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Changes rows through SQL all the time, one session a table, and goes on when MySQL is back from wherever it was.
 *
 * <p>What a transaction in flight at that moment became is not known here: the truth is read from MySQL in the end.
 */
final class LoadGenerator implements AutoCloseable {

    private final Sessions mysql;
    private final LongSupplier numbers;
    private final long seed;
    private final double changesPerSecond;
    private final AtomicLong changes = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();

    LoadGenerator(Sessions mysql, LongSupplier numbers, long seed, int changesPerSecond) {
        this.mysql = mysql;
        this.numbers = numbers;
        this.seed = seed;
        this.changesPerSecond = (double) changesPerSecond / LoadTable.ALL.size();
    }

    /** Does nothing where it runs already. */
    void start() {
        if (!threads.isEmpty()) {
            return;
        }
        for (LoadTable table : LoadTable.ALL) {
            // Another mix at each start, and the same ones in each run with the same seed.
            RowMix mix = new RowMix(table, numbers, new Random(seed + table.hashCode() + changes.get()));
            Thread thread = new Thread(() -> changeRows(mix), "load of " + table.name());
            threads.add(thread);
            thread.start();
        }
    }

    /** Returns when the last transaction is over. */
    void stop() {
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            Patience.join(thread);
        }
        threads.clear();
    }

    /** How many changes MySQL has said to be committed. */
    long changes() {
        return changes.get();
    }

    @Override
    public void close() {
        stop();
    }

    private void changeRows(RowMix mix) {
        Pace retries = new Pace(20);
        while (!Thread.currentThread().isInterrupted()) {
            try (Connection session = mysql.open()) {
                session.setAutoCommit(false);
                mix.recall(session);
                changeRows(mix, session);
            } catch (SQLException e) {
                // MySQL is away.
                retries.await(1);
            }
        }
    }

    private void changeRows(RowMix mix, Connection session) throws SQLException {
        Pace pace = new Pace(changesPerSecond);
        while (!Thread.currentThread().isInterrupted()) {
            int done = mix.transaction(session);
            changes.addAndGet(done);
            pace.await(done);
        }
    }
}
