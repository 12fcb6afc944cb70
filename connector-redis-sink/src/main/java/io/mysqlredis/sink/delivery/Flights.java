package io.mysqlredis.sink.delivery;

import io.mysqlredis.sink.command.Batch;
import io.mysqlredis.sink.watermark.Partition;
import io.mysqlredis.sink.watermark.Rejected;
import io.mysqlredis.sink.watermark.Watermark;
import io.mysqlredis.sink.writer.RedisUnavailableException;
import io.mysqlredis.sink.writer.RedisWriter;
import io.mysqlredis.sink.writer.RedisWriter.Fate;
import io.mysqlredis.sink.writer.RedisWriter.InFlight;
import io.mysqlredis.sink.writer.RedisWriter.Outcome;
import io.mysqlredis.sink.writer.RedisWriter.Rejection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Sends what waits, one flight at a time, each with the watermarks that it moves; what Redis did not carry out waits on, ahead
 * of all else. While a flight is in the air its records wait too, ahead of what is taken in meanwhile.
 */
final class Flights {

    private final RedisWriter writer;
    private final Map<Partition, PartitionState> partitions;
    private final Pending pending;
    private final Corrections corrections;
    private final SetAside setAside;
    private final InstantSource clock;
    private final Observer observer;

    /** The first of those that wait, once its sweeps are done. */
    private Optional<Step> swept = Optional.empty();

    private Optional<Aloft> aloft = Optional.empty();

    /**
     * A run that was sent, and where it moves watermarks to.
     *
     * @param departed when, in {@link System#nanoTime()}
     */
    private record Aloft(Run run, Batch batch, Map<Partition, Watermark> marks, InFlight flight, long departed) {}

    /**
     * @param partitions all that are open
     * @param pending what waits
     */
    Flights(
            RedisWriter writer,
            Map<Partition, PartitionState> partitions,
            Pending pending,
            Corrections corrections,
            SetAside setAside,
            InstantSource clock,
            Observer observer) {
        this.writer = writer;
        this.partitions = partitions;
        this.pending = pending;
        this.corrections = corrections;
        this.setAside = setAside;
        this.clock = clock;
        this.observer = observer;
    }

    /** Sweeps are done again, as Redis may have lost them. */
    void forgetSweeps() {
        swept = Optional.empty();
    }

    /**
     * Lets the first records that wait depart, when none is in the air, or sweeps for the first.
     *
     * @throws RedisUnavailableException if the same may succeed later
     */
    void departNext() {
        Step first = pending.first();
        if (first.write().sweeps().isEmpty() || swept.equals(Optional.of(first))) {
            depart(pending.nextRun());
        } else {
            sweep(first);
        }
    }

    private void depart(Run run) {
        Map<Partition, Watermark> marks = run.marks(this::appliedOf, clock.millis());
        Batch batch = run.batch();
        marks.forEach((partition, watermark) -> partitions.get(partition).sent(watermark));
        long departed = System.nanoTime();
        aloft = Optional.of(new Aloft(run, batch, marks, writer.send(batch, marks), departed));
    }

    /** How many of those that wait are in the air. */
    int aloft() {
        return aloft.map(one -> one.run().steps().size()).orElse(0);
    }

    /**
     * Learns what became of the flight in the air, if there is one.
     *
     * @throws RedisUnavailableException if that cannot be known before the next look, or the same may succeed later
     */
    void land() {
        if (aloft.isPresent()) {
            Aloft landing = aloft.get();
            // Whatever comes of it: its replies can be read only once.
            aloft = Optional.empty();
            land(landing);
        }
    }

    private void land(Aloft landing) {
        Run run = landing.run();
        Outcome outcome = landing.flight().land();
        observe(landing, outcome.fate());
        List<Rejection> rejections = outcome.rejections();
        switch (outcome.fate()) {
            case APPLIED -> {
                pending.removeFirst(run.steps().size());
                if (rejections.isEmpty()) {
                    apply(landing.marks());
                    observer.applied(run.steps());
                } else {
                    correct(run, rejections);
                }
            }
            case PARTLY_APPLIED -> {
                pending.removeFirst(run.steps().size());
                Run done = goBackBefore(rejections, run, this::unlessCarriedOut);
                observer.applied(done.steps());
                throw new RedisUnavailableException(rejections.get(0).reason());
            }
            case REFUSED -> {
                List<Step> others = withoutWrites(run, rejections);
                pending.removeFirst(run.steps().size());
                pending.addFirst(others);
            }
            default -> {
                // Nothing happened: the watermarks are to be looked at first.
            }
        }
    }

    private void observe(Aloft landed, Fate fate) {
        boolean isCarriedOut = fate == Fate.APPLIED || fate == Fate.PARTLY_APPLIED;
        if (isCarriedOut && landed.batch().hasCommands()) {
            Duration time = Duration.ofNanos(System.nanoTime() - landed.departed());
            observer.flown(landed.run().steps(), landed.run().bytes(), landed.batch(), time);
        }
    }

    private Watermark appliedOf(Partition partition) {
        return partitions.get(partition).applied();
    }

    private void apply(Map<Partition, Watermark> marks) {
        marks.forEach((partition, watermark) -> partitions.get(partition).applied(watermark));
    }

    private Step unlessCarriedOut(Step step) {
        return partitions.get(step.partition()).unlessCarriedOut(step);
    }

    /** Redis carried out all but these, which can never be applied. */
    private void correct(Run run, List<Rejection> rejections) {
        Set<Step> bad = steps(run, rejections);
        goBackBefore(rejections, run, step -> bad.contains(step) ? step.rejected() : step.landed());
        rejections.forEach(one -> corrections.setAsideThen(run.step(one.position()), one.reason()));
        observer.applied(run.without(bad).steps());
    }

    /**
     * All but these is carried out, and the watermarks moved past them: they go back before the first of each partition, or
     * before the first that was left out for one of them.
     *
     * @param again what is to fly once more of a record that stands there or behind
     * @return what stands before those
     */
    private Run goBackBefore(List<Rejection> rejections, Run run, UnaryOperator<Step> again) {
        Set<Step> steps = steps(run, rejections);
        Map<Partition, Set<Long>> bad = new HashMap<>();
        for (Step step : steps) {
            bad.computeIfAbsent(step.partition(), partition -> new HashSet<>()).add(step.offset());
        }
        Map<Partition, Long> first = run.firstThatDependsOn(steps);
        Run done = run.until(first);
        Map<Partition, Watermark> reached = done.marks(this::appliedOf, clock.millis());
        bad.forEach((partition, offsets) -> {
            Rejected those = partitions.get(partition).rejected(run.lastOffset(partition), offsets);
            Watermark before = reached.getOrDefault(partition, appliedOf(partition));
            corrections.goBack(partition, before.before(those));
        });
        apply(reached);
        pending.addFirst(run.from(first).steps().stream().map(again).toList());
        return done;
    }

    /** Redis did nothing: the others go again without what it would reject. */
    private List<Step> withoutWrites(Run run, List<Rejection> rejections) {
        rejections.forEach(one -> setAside.rejected(run.step(one.position()), one.reason()));
        Set<Step> bad = steps(run, rejections);
        return run.steps().stream()
                .map(step -> bad.contains(step) ? step.rejected() : step)
                .toList();
    }

    private static Set<Step> steps(Run run, List<Rejection> rejections) {
        Set<Step> steps = new HashSet<>();
        rejections.forEach(rejection -> steps.add(run.step(rejection.position())));
        return steps;
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
}
