package io.mysqlredis.sink.metrics;

import io.mysqlredis.sink.command.Batch;
import io.mysqlredis.sink.command.Write;
import io.mysqlredis.sink.delivery.Change;
import io.mysqlredis.sink.delivery.Change.Kind;
import io.mysqlredis.sink.delivery.Observer;
import io.mysqlredis.sink.delivery.Step;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * What a task shows of itself by Kafka's metrics, and so over JMX and in every reporter: each record once, as that which became
 * of it, when the watermark passes it.
 */
public final class SinkMetrics implements Observer {

    private static final double MICROS_PER_MILLI = 1_000;

    private final InstantSource clock;
    private final Registrations registrations;
    private final Tables tables;
    private final TaskState state;
    private final LongAdder received = new LongAdder();
    private final LongAdder skipped = new LongAdder();
    private final LongAdder applied = new LongAdder();
    private final Map<Kind, LongAdder> leftOut = new EnumMap<>(Map.of(
            Kind.UNMATCHED, new LongAdder(),
            Kind.REPEAT, new LongAdder(),
            Kind.ERRANT, new LongAdder(),
            Kind.NOTHING, new LongAdder()));
    private final LongAdder commands = new LongAdder();
    private final LongAdder coalesced = new LongAdder();
    private final LongAdder commandBytes = new LongAdder();
    private final LongAdder flights = new LongAdder();
    private final LongAdder rewinds = new LongAdder();
    private final LongAdder fences = new LongAdder();

    /** In microseconds. */
    private final SlidingWindow roundTrips;

    private volatile Waiting waiting = Waiting.NONE;

    /** @param oldest when the source committed the oldest change, in milliseconds since 1970-01-01T00:00Z */
    private record Waiting(int records, long oldest) {

        static final Waiting NONE = new Waiting(0, Long.MAX_VALUE);
    }

    public SinkMetrics(PluginMetrics metrics, InstantSource clock) {
        this.clock = clock;
        this.registrations = new Registrations(metrics, clock);
        this.tables = new Tables(registrations, clock);
        this.state = new TaskState(registrations, clock);
        this.roundTrips = new SlidingWindow(clock);
        add(Metric.RECORDS_RECEIVED, received);
        add(Metric.RECORDS_SKIPPED, skipped);
        add(Metric.RECORDS_APPLIED, applied);
        add(Metric.RECORDS_UNMATCHED, leftOut.get(Kind.UNMATCHED));
        add(Metric.RECORDS_REPEATED, leftOut.get(Kind.REPEAT));
        add(Metric.RECORDS_ERRANT, leftOut.get(Kind.ERRANT));
        add(Metric.RECORDS_UNCHANGING, leftOut.get(Kind.NOTHING));
        add(Metric.COMMANDS, commands);
        add(Metric.COMMANDS_COALESCED, coalesced);
        add(Metric.COMMAND_BYTES, commandBytes);
        add(Metric.FLIGHTS, flights);
        add(Metric.REWINDS, rewinds);
        add(Metric.FENCED, fences);
        registrations.add(Metric.RECORDS_PENDING, () -> waiting.records());
        registrations.add(Metric.PENDING_AGE, this::pendingAge);
        registrations.add(Metric.ROUND_TRIP_AVG, () -> roundTrips.mean() / MICROS_PER_MILLI);
        registrations.add(Metric.ROUND_TRIP_P99, () -> roundTrips.percentile(99) / MICROS_PER_MILLI);
        registrations.add(Metric.ROUND_TRIP_MAX, () -> roundTrips.max() / MICROS_PER_MILLI);
    }

    private void add(Metric metric, LongAdder counter) {
        registrations.add(metric, counter::sum);
    }

    /** Connect handed in so many records. */
    public void received(int records) {
        registrations.complete();
        received.add(records);
    }

    /** A record is not taken in, as it is applied already or comes again. */
    public void skipped() {
        skipped.increment();
    }

    @Override
    public void flown(List<Step> steps, long bytes, Batch sent, Duration roundTrip) {
        long made = 0;
        long spared = 0;
        long sparedBytes = 0;
        for (int i = 0; i < steps.size(); i++) {
            Write write = steps.get(i).write();
            Write flew = sent.writes().get(i);
            made += write.commands().size();
            if (flew.commands().size() != write.commands().size()) {
                spared += write.commands().size() - flew.commands().size();
                // Only here, as adding up the sizes of all would cost more than everything else.
                sparedBytes += write.size() - flew.size();
            }
        }
        commands.add(made - spared);
        coalesced.add(spared);
        commandBytes.add(bytes - sparedBytes);
        flights.increment();
        roundTrips.record(List.of(roundTrip), time -> time.toNanos() / 1_000);
    }

    @Override
    public void applied(List<Step> steps) {
        long now = clock.millis();
        int next = 0;
        while (next < steps.size()) {
            int first = next;
            Change change = steps.get(first).change();
            do {
                next++;
            } while (next < steps.size() && steps.get(next).change().equals(change));
            count(change, steps.subList(first, next), now);
        }
    }

    private void count(Change change, List<Step> steps, long now) {
        if (change.kind().isOfTable()) {
            applied.add(steps.size());
            tables.of(change.table()).applied(change.kind(), steps, now);
        } else if (leftOut.containsKey(change.kind())) {
            leftOut.get(change.kind()).add(steps.size());
        }
    }

    @Override
    public void left(Collection<Step> pending, Collection<SinkRecord> unread, int foreign) {
        state.fenced(foreign);
        if (pending.isEmpty() && unread.isEmpty() && waiting.equals(Waiting.NONE)) {
            return;
        }
        Map<String, Long> counts = new HashMap<>();
        long oldest = Long.MAX_VALUE;
        for (Step step : pending) {
            if (step.change().kind().isOfTable()) {
                counts.merge(step.change().table(), 1L, Long::sum);
            }
            if (step.change().kind().isDated()) {
                oldest = Math.min(oldest, step.progress().committedAt().orElse(Long.MAX_VALUE));
            }
        }
        for (SinkRecord record : unread) {
            // Nobody knows yet when MySQL committed it; that was hardly later.
            oldest = Math.min(oldest, Objects.requireNonNullElse(record.timestamp(), Long.MAX_VALUE));
        }
        tables.pending(counts);
        waiting = new Waiting(pending.size() + unread.size(), oldest);
    }

    private long pendingAge() {
        return Math.max(0, clock.millis() - waiting.oldest());
    }

    @Override
    public void rewound() {
        rewinds.increment();
    }

    @Override
    public void fenced() {
        fences.increment();
    }

    @Override
    public void stalled(String reason) {
        state.stalled(reason);
    }

    @Override
    public void retried() {
        state.retried();
    }

    @Override
    public void resumed() {
        state.resumed();
    }
}
