package io.mysqlredis.sink;

import io.mysqlredis.sink.delivery.SetAside;
import io.mysqlredis.sink.delivery.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of records that can never be applied: with {@code errors.tolerance=all} they go to the dead-letter queue,
 * and no watermark passes them before they are safe there; without it the first one fails the task.
 */
final class ErrantRecords implements SetAside {

    private static final Logger LOG = LoggerFactory.getLogger(ErrantRecords.class);

    private static final String TOLERANCE = "errors.tolerance";

    private static final String ASIDE =
            "; errors.tolerance=all with errors.deadletterqueue.topic.name would set such records aside";

    /** How long a task waits for a dead-letter queue, which takes records in a few milliseconds, before it stalls. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final boolean areTolerated;
    private final ErrantRecordReporter reporter;
    private final List<Future<Void>> unconfirmed = new ArrayList<>();

    /** Until when to wait for those, by {@link System#nanoTime}. */
    private long waitUntil;

    /** @param reporter null if the connector has no dead-letter queue */
    private ErrantRecords(boolean areTolerated, ErrantRecordReporter reporter) {
        this.areTolerated = areTolerated;
        this.reporter = reporter;
    }

    static ErrantRecords of(Map<String, ?> properties, SinkTaskContext context) {
        return new ErrantRecords("all".equals(properties.get(TOLERANCE)), context.errantRecordReporter());
    }

    boolean areTolerated() {
        return areTolerated;
    }

    /** What ends the task at a record where such are not tolerated. */
    static DataException failure(DataException error) {
        return new DataException(error.getMessage() + ASIDE, error.getCause());
    }

    /** Hands a record to the dead-letter queue. */
    void add(SinkRecord record, DataException error) {
        if (reporter == null) {
            LOG.warn(
                    "{}; the record is left out, as errors.tolerance=all says; errors.deadletterqueue.topic.name"
                            + " would keep it",
                    error.getMessage());
        } else {
            if (unconfirmed.isEmpty()) {
                waitUntil = System.nanoTime() + PATIENCE.toNanos();
            }
            unconfirmed.add(reporter.report(record, error));
        }
    }

    @Override
    public void rejected(Step step, String reason) {
        DataException error =
                new DataException(step.write().position() + ": the record cannot be applied: " + reason, null);
        if (!areTolerated) {
            throw failure(error);
        }
        add(step.record(), error);
    }

    @Override
    public boolean isSafe() {
        for (Future<Void> report : unconfirmed) {
            if (!isConfirmed(report)) {
                return false;
            }
        }
        unconfirmed.clear();
        return true;
    }

    private boolean isConfirmed(Future<Void> report) {
        try {
            report.get(Math.max(0, waitUntil - System.nanoTime()), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("Interrupted while a record went to the dead-letter queue", e);
        } catch (ExecutionException e) {
            throw new ConnectException("A record could not be written to the dead-letter queue", e.getCause());
        }
    }
}
