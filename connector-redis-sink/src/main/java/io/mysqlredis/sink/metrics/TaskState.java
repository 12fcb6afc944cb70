package io.mysqlredis.sink.metrics;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.LongAdder;

/** Whether a task is at work, since when and why, and how long it was not. */
final class TaskState {

    private final InstantSource clock;
    private final LongAdder stalls = new LongAdder();
    private final LongAdder retries = new LongAdder();

    /** In milliseconds; without the stall that goes on. */
    private final LongAdder pastStalls = new LongAdder();

    private volatile int foreign;
    private volatile Now now;

    private enum State {
        AT_WORK(1),
        STALLED(2),
        FENCED(3);

        private final int number;

        State(int number) {
            this.number = number;
        }
    }

    private record Now(State state, Instant since, String reason) {

        Now turned(State other, Instant at, String why) {
            return new Now(other, state == other ? since : at, why);
        }
    }

    TaskState(Registrations registrations, InstantSource clock) {
        this.clock = clock;
        this.now = atWork(clock.instant());
        registrations.add(Metric.STATE, () -> now.state().number);
        registrations.add(Metric.STATE_SINCE, () -> now.since().toEpochMilli());
        registrations.add(Metric.STATE_REASON, () -> now.reason());
        registrations.add(Metric.STALLED, this::stalledMillis);
        registrations.add(Metric.STALLS, stalls::sum);
        registrations.add(Metric.STALL_TIME, () -> pastStalls.sum() + stalledMillis());
        registrations.add(Metric.RETRIES, retries::sum);
        registrations.add(Metric.PARTITIONS_FENCED, () -> foreign);
    }

    private static Now atWork(Instant since) {
        return new Now(State.AT_WORK, since, "at work");
    }

    void stalled(String reason) {
        if (now.state() != State.STALLED) {
            stalls.increment();
        }
        now = now.turned(
                State.STALLED, clock.instant(), reason.lines().findFirst().orElse(""));
    }

    void retried() {
        retries.increment();
    }

    void resumed() {
        pastStalls.add(stalledMillis());
        now = atWork(clock.instant());
    }

    /** @param partitions how many other tasks own of those of this one */
    void fenced(int partitions) {
        foreign = partitions;
        if (now.state() == State.STALLED) {
            return;
        }
        if (partitions > 0) {
            now = now.turned(State.FENCED, clock.instant(), "another task owns partitions of this one");
        } else if (now.state() == State.FENCED) {
            now = atWork(clock.instant());
        }
    }

    private long stalledMillis() {
        Now current = now;
        return current.state() == State.STALLED
                ? Math.max(0, Duration.between(current.since(), clock.instant()).toMillis())
                : 0;
    }
}
