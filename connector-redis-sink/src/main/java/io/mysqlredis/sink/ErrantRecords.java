package io.mysqlredis.sink;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of records that can never be applied: with {@code errors.tolerance=all} they go to the dead-letter queue,
 * once all others of their batch are in Redis; without it the first one fails the task.
 */
final class ErrantRecords {

    private static final Logger LOG = LoggerFactory.getLogger(ErrantRecords.class);

    private static final String TOLERANCE = "errors.tolerance";

    private static final String ASIDE =
            "; errors.tolerance=all with errors.deadletterqueue.topic.name would set such records aside";

    private final boolean areTolerated;
    private final ErrantRecordReporter reporter;
    private final List<Errant> collected = new ArrayList<>();

    private record Errant(SinkRecord record, DataException error) {}

    /** @param reporter null if the connector has no dead-letter queue */
    private ErrantRecords(boolean areTolerated, ErrantRecordReporter reporter) {
        this.areTolerated = areTolerated;
        this.reporter = reporter;
    }

    static ErrantRecords of(Map<String, ?> properties, SinkTaskContext context) {
        return new ErrantRecords("all".equals(properties.get(TOLERANCE)), context.errantRecordReporter());
    }

    /** Forgets what an attempt collected that has to be made again. */
    void beginBatch() {
        collected.clear();
    }

    /** @throws DataException with the error's words, if such records are not tolerated */
    void add(SinkRecord record, DataException error) {
        if (!areTolerated) {
            throw new DataException(error.getMessage() + ASIDE, error.getCause());
        }
        collected.add(new Errant(record, error));
    }

    /** Hands the collected records on; Connect commits no offset before the queue has them. */
    // Connect keeps the futures too, and waits for them before it commits.
    @SuppressWarnings("FutureReturnValueIgnored")
    void report() {
        for (Errant errant : collected) {
            if (reporter == null) {
                LOG.warn(
                        "{}; the record is left out, as errors.tolerance=all says; errors.deadletterqueue.topic.name"
                                + " would keep it",
                        errant.error().getMessage());
            } else {
                reporter.report(errant.record(), errant.error());
            }
        }
        collected.clear();
    }
}
