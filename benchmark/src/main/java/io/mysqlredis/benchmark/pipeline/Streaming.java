package io.mysqlredis.benchmark.pipeline;

import io.mysqlredis.benchmark.Figure;
import io.mysqlredis.benchmark.Outcome;
import io.mysqlredis.benchmark.Section;
import io.mysqlredis.benchmark.Stage;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Rows from the binlog. They are written while the source stands still, so that not MySQL's writers but the pipeline is the limit;
 * the latter part of them is measured.
 */
final class Streaming extends CopyMeasurement {

    private static final String TABLE = "orders";
    private static final int SESSIONS = 8;
    private static final int FIRST_ROWS = 10;

    /** So many rows of the binlog are in Redis when the clock starts. */
    private final int warmUp;

    private final int full;
    private final int quick;

    /** How many rows a transaction has; all, where it is none. */
    private final int ofTransaction;

    /** @param ofTransaction how many rows a transaction has; 0 for all in one */
    Streaming(
            String name,
            String description,
            int rounds,
            Decoding decoding,
            int warmUp,
            int rows,
            int quick,
            int ofTransaction) {
        super(name, description, Section.PIPELINE, rounds, decoding);
        this.warmUp = warmUp;
        this.full = warmUp + rows;
        this.quick = quick;
        this.ofTransaction = ofTransaction;
    }

    @Override
    Outcome measure(Stage stage, Copying copying) throws Exception {
        int rows = stage.scale().of(full, quick);
        OrdersTable orders = new OrdersTable(copying, TABLE);
        orders.create();
        orders.fill(1, FIRST_ROWS);
        copying.postSink(List.of(TABLE));
        copying.postSource();
        Arrival arrival = new Arrival(stage, copying);
        arrival.awaitRows(FIRST_ROWS);
        copying.stopSource();
        long begin = System.nanoTime();
        if (ofTransaction == 0) {
            copying.sql("BEGIN");
            orders.fill(FIRST_ROWS + 1, rows);
            copying.sql("COMMIT");
        } else {
            // Nothing of this is measured: let it take no longer than it must.
            copying.sql("SET GLOBAL sync_binlog = 0", "SET GLOBAL innodb_flush_log_at_trx_commit = 2");
            try {
                write(copying, orders, rows);
            } finally {
                copying.sql("SET GLOBAL sync_binlog = 1", "SET GLOBAL innodb_flush_log_at_trx_commit = 1");
            }
        }
        double written = (System.nanoTime() - begin) / 1e9;
        stage.sync();
        Arrival.Mark resumed = arrival.mark();
        copying.resumeSource();
        long unmeasured = Math.max(1, stage.scale().of(warmUp, 0));
        Arrival.Mark first = arrival.awaitPart(FIRST_ROWS + unmeasured, resumed, FIRST_ROWS + rows);
        Arrival.Mark last = arrival.awaitRows(FIRST_ROWS + rows);

        List<Figure> figures = new ArrayList<>(first.figuresUntil(last));
        figures.add(new Figure("time", first.secondsUntil(last), "s"));
        figures.add(new Figure("MySQL took to write it", written, "s"));
        return new Outcome(figures, orders.verdict(FIRST_ROWS + rows));
    }

    private void write(Copying copying, OrdersTable orders, int rows) throws Exception {
        ExecutorService sessions = Executors.newFixedThreadPool(SESSIONS);
        try {
            List<Future<?>> writing = new ArrayList<>();
            for (int session = 0; session < SESSIONS; session++) {
                int first = session;
                writing.add(sessions.submit(() -> {
                    write(copying, orders, rows, first);
                    return null;
                }));
            }
            for (Future<?> one : writing) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof SQLException failure ? failure : e;
        } finally {
            sessions.shutdownNow();
        }
    }

    /** Every so manieth transaction. */
    private void write(Copying copying, OrdersTable orders, int rows, int session) throws SQLException {
        try (Connection mysql = copying.session();
                Statement statement = mysql.createStatement()) {
            for (long from = (long) session * ofTransaction; from < rows; from += (long) SESSIONS * ofTransaction) {
                long count = Math.min(ofTransaction, rows - from);
                statement.executeUpdate(orders.insertOfFew(FIRST_ROWS + 1 + from, count));
            }
        }
    }
}
