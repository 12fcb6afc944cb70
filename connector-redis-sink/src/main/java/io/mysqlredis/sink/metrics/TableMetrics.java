package io.mysqlredis.sink.metrics;

import io.mysqlredis.sink.delivery.Change.Kind;
import io.mysqlredis.sink.delivery.Step;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** What was applied of one table, and how long after MySQL committed it. */
final class TableMetrics {

    private final LongAdder applied = new LongAdder();
    private final LongAdder deletes = new LongAdder();
    private final LongAdder snapshotRows = new LongAdder();
    private final SlidingWindow delays;
    private volatile long pending;

    TableMetrics(String table, Registrations registrations, InstantSource clock) {
        this.delays = new SlidingWindow(clock);
        registrations.add(Metric.TABLE_APPLIED, table, applied::sum);
        registrations.add(Metric.TABLE_DELETES, table, deletes::sum);
        registrations.add(Metric.TABLE_SNAPSHOT, table, snapshotRows::sum);
        registrations.add(Metric.TABLE_PENDING, table, () -> pending);
        registrations.add(Metric.TABLE_DELAY_P50, table, () -> delays.percentile(50));
        registrations.add(Metric.TABLE_DELAY_P95, table, () -> delays.percentile(95));
        registrations.add(Metric.TABLE_DELAY_P99, table, () -> delays.percentile(99));
        registrations.add(Metric.TABLE_DELAY_MAX, table, delays::max);
    }

    /**
     * Redis has these.
     *
     * @param steps all of this table and of this kind
     * @param now in milliseconds since 1970-01-01T00:00Z
     */
    void applied(Kind kind, List<Step> steps, long now) {
        applied.add(steps.size());
        if (kind == Kind.DELETE) {
            deletes.add(steps.size());
        } else if (kind == Kind.SNAPSHOT_READ) {
            snapshotRows.add(steps.size());
        }
        if (kind.isDated()) {
            delays.record(steps, step -> now - step.progress().committedAt().orElse(now));
        }
    }

    void pending(long count) {
        pending = count;
    }
}
