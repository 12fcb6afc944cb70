package io.mysqlredis.sink.delivery;

import io.mysqlredis.sink.command.Batch;
import io.mysqlredis.sink.watermark.Partition;
import io.mysqlredis.sink.watermark.Progress;
import io.mysqlredis.sink.watermark.Watermark;
import io.mysqlredis.sink.writer.RedisMisconfiguredException;
import io.mysqlredis.sink.writer.RedisUnavailableException;
import io.mysqlredis.sink.writer.RedisWriter;
import io.mysqlredis.sink.writer.RedisWriter.Fate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * Brings records to Redis in their order and keeps what it has taken in until Redis has it: nothing is lost, skipped or
 * applied by a task that is not the owner any more, whatever Redis or Kafka do in between.
 *
 * <p>No method waits for Redis to come back: while it is away the task reads nothing more, and is called again soon.
 */
public final class Delivery {

    private static final int MAX_COMMANDS = 500;
    private static final long MAX_BYTES = 4L << 20;

    /**
     * So many records are left in the air at the end of a call, while Kafka's next ones are fetched and converted. With fewer
     * there is nothing to gain, as Kafka hands out all that it has.
     */
    private static final int WORTH_LEAVING = 25;

    /** How long one call may take, so that Connect can take part in its group's life; far below any poll interval. */
    private static final Duration LONGEST_CALL = Duration.ofSeconds(10);

    /** How long a source may stand still while it tells a transaction once more; below what Watermarks takes for silence. */
    private static final Duration RETELLING = Duration.ofSeconds(5);

    /** How often every watermark is confirmed. */
    private static final Duration REFRESH = Duration.ofSeconds(2);

    private final RedisWriter writer;
    private final SetAside setAside;
    private final Intake intake;
    private final InstantSource clock;
    private final Observer observer;
    private final Stall stall;
    private final Consumer<SinkRecord> reader;
    private final Unread unread = new Unread();
    private final Pending pending = new Pending(MAX_COMMANDS, MAX_BYTES);
    private final Map<Partition, PartitionState> partitions = new HashMap<>();
    private final Watermarks watermarks;
    private final Corrections corrections;
    private final Flights flights;
    private Instant refreshed = Instant.MIN;

    /** Why no more records are read. */
    private Optional<String> unreadable = Optional.empty();

    /**
     * @param reader reads a record that was received, and adds what it has read; throws {@link NotYetReadableException}
     *     before it does anything else
     */
    public Delivery(
            RedisWriter writer,
            SetAside setAside,
            SinkTaskContext context,
            Ownership ownership,
            InstantSource clock,
            Observer observer,
            Consumer<SinkRecord> reader) {
        this.writer = writer;
        this.reader = reader;
        this.setAside = setAside;
        this.intake = new Intake(context);
        this.clock = clock;
        this.observer = observer;
        this.stall = new Stall(clock, observer);
        this.watermarks = new Watermarks(ownership, clock, observer);
        this.corrections = new Corrections(setAside);
        this.flights = new Flights(writer, partitions, pending, corrections, setAside, clock, observer);
    }

    /** Takes partitions over, at once if Redis is there; from then on it is known where each is to be read from. */
    public void open(Collection<Partition> opened) {
        for (Partition partition : opened) {
            PartitionState state = new PartitionState(partition);
            if (!writer.keepsWatermarks()) {
                // At once: what is handed out while Redis is away does not come again.
                state.beginAnywhere();
            }
            partitions.put(partition, state);
        }
        intake.takeOver(opened);
        if (!stall.isOngoing()) {
            attempt(this::land);
        }
    }

    /** Lets go of partitions, and of what was not yet applied of them. */
    public void close(Collection<Partition> closed) {
        // First, as Kafka lets nobody pause or seek what it takes away.
        intake.release(closed);
        try {
            if (!corrections.areDone() || isInFlight()) {
                // Who reads on would pass a rejected record.
                attempt(this::land);
            }
        } finally {
            closed.forEach(partitions::remove);
            corrections.close(closed);
            unread.drop(closed);
            pending.drop(closed);
        }
    }

    /** Whether a record is to be taken in: not if it is applied already, or will come again. */
    public boolean expects(Partition partition, long offset, long timestamp) {
        PartitionState state = partitions.get(partition);
        return state != null && watermarks.expects(state, offset, timestamp);
    }

    /** Whether records may be gone from the topic between the one that was expected last and those that are applied. */
    public boolean isBehindGap(Partition partition) {
        return partitions.get(partition).isBehindGap();
    }

    /** Whether the source certainly tells again what was told before. */
    public boolean isRepeat(Progress progress) {
        return partitions.get(progress.partition()).isRepeat(progress);
    }

    /** Takes in the next record of its partition. */
    public void add(Step step) {
        Partition partition = step.partition();
        if (partitions.get(partition).isRetold(step.progress(), pending.keepsBack(partition))) {
            pending.keepBack(asKnown(step), clock.instant());
        } else {
            pending.add(asKnown(step));
        }
    }

    /** Nothing more comes of any partition: what was kept back for the sake of that is applied as it is. */
    public void keepNothingBack() {
        pending.releaseAll();
    }

    private Step asKnown(Step step) {
        return partitions.get(step.partition()).unlessCarriedOut(step);
    }

    /** Whether all that was taken in and not kept back is applied. */
    public boolean isDone() {
        return isAllSent() && !isInFlight();
    }

    /** Whether it is at least on its way. */
    private boolean isAllSent() {
        return unread.isEmpty() && pending.size() == flights.aloft() && corrections.areDone();
    }

    /** A stall ends with a flight that has landed, and a confirmation needs that no other one is in the air. */
    private boolean mayStayInFlight() {
        return flights.aloft() >= WORTH_LEAVING
                && isAllSent()
                && !stall.isOngoing()
                && !isToBeRefreshed(clock.instant());
    }

    private boolean isInFlight() {
        return flights.aloft() > 0;
    }

    /** Takes charge of what Kafka has handed out: it is read in its order, and no earlier than it can be. */
    public void receive(Collection<SinkRecord> records) {
        unread.add(records);
    }

    /**
     * Has records read and applies what was taken in, as far as both can be done now.
     *
     * @throws RedisMisconfiguredException if nothing can be applied before an operator acts
     */
    public void advance() {
        attempt(this::apply);
    }

    /**
     * Learns what became of what is in the air, and no more: nothing is sought.
     *
     * @throws RedisMisconfiguredException as {@link #advance}, which then meets the reason again
     */
    public void awaitFlight() {
        if (isInFlight()) {
            attempt(flights::land);
        }
    }

    /** The next offset of each partition of which all below is applied; others are left out. */
    public Map<Partition, Long> applied() {
        return setAside.isSafe() && corrections.areDone()
                ? partitions.values().stream()
                        .filter(state ->
                                state.isPastWatermark() && !state.applied().isNone())
                        .collect(Collectors.toMap(
                                PartitionState::partition,
                                state -> state.applied().offset() + 1))
                : Map.of();
    }

    /** Whether nothing of this partition waits: whatever Kafka handed out is applied, or needs nothing. */
    public boolean hasNothingPending(Partition partition) {
        return !pending.holds(partition) && !unread.holds(partition);
    }

    private void attempt(Runnable work) {
        Duration next;
        if (intake.isPaused()) {
            // That nothing came says nothing about the source.
            pending.waitAnew(clock.instant());
        }
        if (stall.isOngoing()) {
            observer.retried();
        }
        try {
            work.run();
            if (unreadable.isPresent()) {
                next = stall.prolong(unreadable.get());
            } else if (setAside.isSafe()) {
                stall.end();
                next = isDone() ? REFRESH.dividedBy(2) : Duration.ZERO;
            } else {
                next = stall.prolong("The dead-letter queue has not taken a record yet");
            }
        } catch (RedisUnavailableException e) {
            next = stall.prolong(e.getMessage());
        }
        if (isAllSent() && !stall.isOngoing()) {
            intake.resume();
        } else {
            intake.pause(partitions.keySet());
        }
        intake.callWithin(next);
        observer.left(pending.all(), unread.all(), foreign());
    }

    /** How many partitions another task owns. */
    private int foreign() {
        int foreign = 0;
        for (PartitionState state : partitions.values()) {
            foreign += state.fence().isPresent() ? 1 : 0;
        }
        return foreign;
    }

    private void apply() {
        Instant end = clock.instant().plus(LONGEST_CALL);
        unreadable = Optional.empty();
        read(end);
        land();
        // What was read flies, however long reading took.
        boolean isFirst = true;
        while (mayGoOn() && (isFirst || clock.instant().isBefore(end))) {
            isFirst = false;
            if (mayFly()) {
                flights.departNext();
            }
            read(end);
            if (mayStayInFlight()) {
                return;
            }
            land();
            refreshIfDue();
        }
        refreshIfDue();
    }

    /** Takes in as much as one flight holds, unless it was seen in this call that more cannot be read yet. */
    private void read(Instant end) {
        if (unreadable.isEmpty()) {
            unreadable = unread.read(MAX_COMMANDS, () -> clock.instant().isBefore(end), reader);
        }
        if (!unread.isEmpty()) {
            // That nothing more was read says nothing about the source.
            pending.waitAnew(clock.instant());
        }
        pending.releaseAbandoned(clock.instant(), RETELLING);
    }

    private boolean mayGoOn() {
        return mayFly() || (!unread.isEmpty() && unreadable.isEmpty());
    }

    private boolean mayFly() {
        return pending.size() > 0 && setAside.isSafe();
    }

    private void refreshIfDue() {
        if (!partitions.isEmpty() && isToBeRefreshed(clock.instant())) {
            refresh();
            settle();
        }
    }

    private boolean isToBeRefreshed(Instant now) {
        // A clock that was set back must not put it off for as long.
        return now.isBefore(refreshed) || !now.isBefore(refreshed.plus(REFRESH));
    }

    /** Confirms all watermarks for this moment, and learns whether one was lost. */
    private void refresh() {
        Map<Partition, Watermark> marks = new HashMap<>();
        for (PartitionState state : partitions.values()) {
            if (state.isReading() && hasNothingPending(state.partition())) {
                marks.put(state.partition(), state.applied());
            }
        }
        if (writer.write(new Batch(List.of()), marks).fate() == Fate.APPLIED) {
            refreshed = clock.instant();
        }
        // Those of other owners are not guarded by a write.
        watermarks.lookAtFenced(partitions.values(), writer);
    }

    /** Until nothing is in the air, and what is in Redis is known, ours, and as it should be. */
    private void land() {
        flights.land();
        settle();
    }

    private void settle() {
        if (writer.isWatching()) {
            // Before a look, which forgets them where it begins a partition anew.
            corrections.carryOut(writer);
        }
        do {
            while (!writer.isWatching() || watermarks.isUnsettled(partitions.values())) {
                look();
            }
        } while (!corrections.carryOut(writer));
    }

    private void look() {
        Map<Partition, Long> rewinds = watermarks.settle(partitions, corrections.partitions(), writer);
        rewinds.keySet().forEach(this::forget);
        intake.readFrom(rewinds);
        letGoOfFenced();
        pending.replaceAll(this::asKnown);
        flights.forgetSweeps();
    }

    /** What was taken in of them is the new owner's, and no watch guards them any more. */
    private void letGoOfFenced() {
        for (PartitionState state : partitions.values()) {
            if (state.fence().isPresent()) {
                unread.drop(Set.of(state.partition()));
                pending.drop(Set.of(state.partition()));
                corrections.leave(state.partition());
            }
        }
    }

    private void forget(Partition partition) {
        unread.drop(Set.of(partition));
        pending.drop(Set.of(partition));
        corrections.forget(partition);
    }
}
