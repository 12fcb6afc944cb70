package io.mysqlredis.sink.delivery;

import io.mysqlredis.sink.command.Batch;
import io.mysqlredis.sink.watermark.Partition;
import io.mysqlredis.sink.watermark.Progress;
import io.mysqlredis.sink.watermark.Rejected;
import io.mysqlredis.sink.watermark.Watermark;
import io.mysqlredis.sink.writer.RedisMisconfiguredException;
import io.mysqlredis.sink.writer.RedisUnavailableException;
import io.mysqlredis.sink.writer.RedisWriter;
import io.mysqlredis.sink.writer.RedisWriter.Fate;
import io.mysqlredis.sink.writer.RedisWriter.Outcome;
import io.mysqlredis.sink.writer.RedisWriter.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
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

    /** How long one call may take, so that Connect can take part in its group's life; far below any poll interval. */
    private static final Duration LONGEST_CALL = Duration.ofSeconds(10);

    /** How often every watermark is confirmed. */
    private static final Duration REFRESH = Duration.ofSeconds(2);

    private final RedisWriter writer;
    private final SetAside setAside;
    private final Intake intake;
    private final InstantSource clock;
    private final Observer observer;
    private final Stall stall;
    private final Pending pending = new Pending(MAX_COMMANDS, MAX_BYTES);
    private final Map<Partition, PartitionState> partitions = new HashMap<>();
    private final Watermarks watermarks;

    /** To where watermarks go back, since a record was rejected that is not yet known to be set aside. */
    private final Map<Partition, Watermark> corrections = new HashMap<>();

    private final List<Aside> rejected = new ArrayList<>();

    /** The first of those that wait, once its sweeps are done; they are done again where Redis may have lost them. */
    private Optional<Step> swept = Optional.empty();

    private Instant refreshed = Instant.MIN;

    private record Aside(Step step, String reason) {}

    /** Where records go that can never be applied. */
    public interface SetAside {

        /**
         * Sets a record aside that Redis rejects.
         *
         * @throws RuntimeException if such records are not tolerated, which ends the task
         */
        void rejected(Step step, String reason);

        /** Whether all that was set aside is safe there by now. */
        boolean isSafe();
    }

    public Delivery(
            RedisWriter writer,
            SetAside setAside,
            SinkTaskContext context,
            Ownership ownership,
            InstantSource clock,
            Observer observer) {
        this.writer = writer;
        this.setAside = setAside;
        this.intake = new Intake(context);
        this.clock = clock;
        this.observer = observer;
        this.stall = new Stall(clock, observer);
        this.watermarks = new Watermarks(ownership, clock, observer);
    }

    /** Takes partitions over, at once if Redis is there; from then on it is known where each is to be read from. */
    public void open(Collection<Partition> opened) {
        opened.forEach(partition -> partitions.put(partition, new PartitionState(partition)));
        intake.takeOver(opened);
        if (!stall.isOngoing()) {
            attempt(this::settle);
        }
    }

    /** Lets go of partitions, and of what was not yet applied of them. */
    public void close(Collection<Partition> closed) {
        closed.forEach(partitions::remove);
        closed.forEach(corrections::remove);
        // Their watermarks may have stayed behind these: whoever reads on would pass them without a word.
        setAsideRejected(one -> closed.contains(one.step().partition()));
        pending.drop(step -> closed.contains(step.partition()));
        intake.release(closed);
    }

    /** Whether a record is to be taken in: not if it is applied already, or will come again. */
    public boolean expects(Partition partition, long offset, long timestamp) {
        PartitionState state = partitions.get(partition);
        return state != null && watermarks.expects(state, offset, timestamp);
    }

    /** Whether the source certainly tells again what was told before. */
    public boolean isRepeat(Progress progress) {
        return partitions.get(progress.partition()).isRepeat(progress);
    }

    /** Takes in the next record of its partition. */
    public void add(Step step) {
        pending.add(unlessCarriedOut(step));
    }

    /** What Redis carried out already is flown again, which changes nothing, to learn what it rejects of it. */
    private Step unlessCarriedOut(Step step) {
        return partitions.get(step.partition()).isCarriedOut(step.offset()) ? step.repeatable() : step;
    }

    /** Whether all that was taken in is applied. */
    public boolean isDone() {
        return pending.isEmpty() && corrections.isEmpty() && rejected.isEmpty();
    }

    /**
     * Applies what was taken in, as far as it can be now.
     *
     * @throws RedisMisconfiguredException if nothing can be applied before an operator acts
     */
    public void advance() {
        attempt(this::apply);
    }

    /** The next offset of each partition of which all below is applied; others are left out. */
    public Map<Partition, Long> applied() {
        return setAside.isSafe() && corrections.isEmpty() && rejected.isEmpty()
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
        return !pending.holds(partition);
    }

    private void attempt(Runnable work) {
        Duration next;
        if (stall.isOngoing()) {
            observer.retried();
        }
        try {
            work.run();
            if (setAside.isSafe()) {
                stall.end();
                next = isDone() ? REFRESH.dividedBy(2) : Duration.ZERO;
            } else {
                next = stall.prolong("The dead-letter queue has not taken a record yet");
            }
        } catch (RedisUnavailableException e) {
            next = stall.prolong(e.getMessage());
        }
        if (isDone() && !stall.isOngoing()) {
            intake.resume();
        } else {
            intake.pause(partitions.keySet());
        }
        intake.callWithin(next);
        observer.left(pending.all(), foreign());
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
        settle();
        while (!pending.isEmpty() && setAside.isSafe() && clock.instant().isBefore(end)) {
            applyFirst();
            settle();
            refreshIfDue();
        }
        refreshIfDue();
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

    private void applyFirst() {
        Step first = pending.first();
        if (!first.write().sweeps().isEmpty() && !swept.equals(Optional.of(first))) {
            sweep(first);
            return;
        }
        Run run = pending.nextRun();
        Map<Partition, Watermark> marks = run.marks(this::appliedOf, clock.millis());
        Outcome outcome = fly(run, marks);
        if (outcome.fate() == Fate.APPLIED && outcome.rejections().isEmpty()) {
            pending.removeFirst(run.steps().size());
            marks.forEach((partition, watermark) -> partitions.get(partition).applied(watermark));
            observer.applied(run.steps());
        } else if (outcome.fate() == Fate.APPLIED) {
            pending.removeFirst(run.steps().size());
            Set<Step> bad = steps(run, outcome.rejections());
            goBackBefore(outcome.rejections(), run, step -> bad.contains(step) ? step.rejected() : step.landed());
            outcome.rejections().forEach(one -> rejected.add(new Aside(run.step(one.position()), one.reason())));
            observer.applied(run.without(bad).steps());
        } else if (outcome.fate() == Fate.PARTLY_APPLIED) {
            pending.removeFirst(run.steps().size());
            Run done = goBackBefore(outcome.rejections(), run, this::unlessCarriedOut);
            observer.applied(done.steps());
            throw new RedisUnavailableException(outcome.rejections().get(0).reason());
        } else if (outcome.fate() == Fate.REFUSED) {
            pending.removeFirst(run.steps().size());
            pending.addFirst(withoutWrites(run, outcome.rejections()));
        }
    }

    private Outcome fly(Run run, Map<Partition, Watermark> marks) {
        Batch batch = run.batch();
        marks.forEach((partition, watermark) -> partitions.get(partition).sent(watermark));
        long begin = System.nanoTime();
        Outcome outcome = writer.write(batch, marks);
        boolean isCarriedOut = outcome.fate() == Fate.APPLIED || outcome.fate() == Fate.PARTLY_APPLIED;
        if (isCarriedOut && batch.hasCommands()) {
            observer.flown(run.steps(), run.bytes(), batch, Duration.ofNanos(System.nanoTime() - begin));
        }
        return outcome;
    }

    private static Set<Step> steps(Run run, List<Rejection> rejections) {
        Set<Step> steps = new HashSet<>();
        rejections.forEach(rejection -> steps.add(run.step(rejection.position())));
        return steps;
    }

    private Watermark appliedOf(Partition partition) {
        return partitions.get(partition).applied();
    }

    /**
     * All but these is applied, and the watermarks moved past them: they go back before the first of each partition.
     *
     * @return what stands before those
     */
    private Run goBackBefore(List<Rejection> rejections, Run run, UnaryOperator<Step> again) {
        Map<Partition, Set<Long>> bad = new HashMap<>();
        for (Rejection rejection : rejections) {
            Step step = run.step(rejection.position());
            bad.computeIfAbsent(step.partition(), partition -> new HashSet<>()).add(step.offset());
        }
        Map<Partition, Long> first = new HashMap<>();
        bad.forEach((partition, offsets) -> first.put(partition, Collections.min(offsets)));
        Run done = run.until(first);
        Map<Partition, Watermark> reached = done.marks(this::appliedOf, clock.millis());
        bad.forEach((partition, offsets) -> {
            Rejected those = partitions.get(partition).rejected(run.lastOffset(partition), offsets);
            corrections.put(
                    partition,
                    reached.getOrDefault(partition, appliedOf(partition)).before(those));
        });
        reached.forEach((partition, watermark) -> partitions.get(partition).applied(watermark));
        pending.addFirst(run.from(first).steps().stream().map(again).toList());
        return done;
    }

    /** Redis did nothing: the others go again without what it would reject. */
    private List<Step> withoutWrites(Run run, List<Rejection> rejections) {
        Set<Step> bad = new HashSet<>();
        for (Rejection rejection : rejections) {
            Step step = run.step(rejection.position());
            bad.add(step);
            setAside.rejected(step, rejection.reason());
        }
        return run.steps().stream()
                .map(step -> bad.contains(step) ? step.rejected() : step)
                .toList();
    }

    private void sweep(Step first) {
        Outcome outcome = writer.sweep(first.write());
        outcome.rejections().forEach(rejection -> setAside.rejected(first, rejection.reason()));
        if (outcome.fate() == Fate.APPLIED) {
            swept = Optional.of(first);
        } else if (outcome.fate() == Fate.REFUSED) {
            pending.replaceFirst(first.rejected());
        }
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

    /** Until what is in Redis is known, ours, and as it should be. */
    private void settle() {
        while (!writer.isWatching() || watermarks.isUnsettled(partitions.values())) {
            Map<Partition, Long> rewinds = watermarks.settle(partitions, corrections.keySet(), writer);
            rewinds.keySet().forEach(this::forget);
            intake.readFrom(rewinds);
            letGoOfFenced();
            pending.replaceAll(this::unlessCarriedOut);
            swept = Optional.empty();
        }
        if (!corrections.isEmpty()) {
            if (writer.write(new Batch(List.of()), corrections).fate() == Fate.APPLIED) {
                corrections.clear();
            } else {
                settle();
            }
        }
        setAsideRejected(one -> true);
    }

    private void setAsideRejected(Predicate<Aside> which) {
        List<Aside> all = rejected.stream().filter(which).toList();
        rejected.removeAll(all);
        all.forEach(one -> setAside.rejected(one.step(), one.reason()));
    }

    /** What was taken in of them is the new owner's, and no watch guards them any more. */
    private void letGoOfFenced() {
        for (PartitionState state : partitions.values()) {
            if (state.fence().isPresent()) {
                pending.drop(step -> step.partition().equals(state.partition()));
                corrections.remove(state.partition());
            }
        }
    }

    private void forget(Partition partition) {
        pending.drop(step -> step.partition().equals(partition));
        corrections.remove(partition);
        rejected.removeIf(one -> one.step().partition().equals(partition));
    }
}
