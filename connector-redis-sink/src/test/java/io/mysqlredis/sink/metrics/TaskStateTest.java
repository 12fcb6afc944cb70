package io.mysqlredis.sink.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TaskStateTest {

    private final SettableClock clock = new SettableClock();
    private final long start = clock.millis();
    private final WorkerMetrics worker = new WorkerMetrics();
    private final TaskState state = new TaskState(new Registrations(worker.ofTask(), clock), clock);

    @Test
    void aTaskThatStartsIsAtWork() {
        clock.pass(Duration.ofSeconds(9));

        assertState(1, start, "at work");
        assertThat(worker.value(Metric.STALLED)).isEqualTo(0L);
        assertThat(worker.value(Metric.STALL_TIME)).isEqualTo(0L);
        assertThat(worker.value(Metric.STALLS)).isEqualTo(0L);
    }

    @Test
    void aStallIsOneHoweverOftenItIsTriedAndTellsItsLatestReason() {
        clock.pass(Duration.ofSeconds(1));
        state.stalled("Redis is away");
        clock.pass(Duration.ofSeconds(2));
        state.retried();
        state.stalled("Redis is loading\nits data");
        clock.pass(Duration.ofSeconds(3));

        assertState(2, start + 1_000, "Redis is loading");
        assertThat(worker.value(Metric.STALLS)).isEqualTo(1L);
        assertThat(worker.value(Metric.RETRIES)).isEqualTo(1L);
        assertThat(worker.value(Metric.STALLED)).isEqualTo(5_000L);
        assertThat(worker.value(Metric.STALL_TIME)).isEqualTo(5_000L);
    }

    @Test
    void theTimeOfAllStallsAddsUp() {
        for (int stall = 1; stall <= 3; stall++) {
            state.stalled("Redis is away");
            clock.pass(Duration.ofSeconds(stall));
            state.resumed();
            clock.pass(Duration.ofSeconds(100));
        }

        assertState(1, start + 206_000, "at work");
        assertThat(worker.value(Metric.STALLS)).isEqualTo(3L);
        assertThat(worker.value(Metric.STALLED)).isEqualTo(0L);
        assertThat(worker.value(Metric.STALL_TIME)).isEqualTo(6_000L);
    }

    @Test
    void aClockThatIsSetBackTakesNoTimeAway() {
        state.stalled("Redis is away");
        clock.pass(Duration.ofHours(-1));

        assertThat(worker.value(Metric.STALLED)).isEqualTo(0L);
        state.resumed();
        assertThat(worker.value(Metric.STALL_TIME)).isEqualTo(0L);
    }

    @Test
    void partitionsOfOtherTasksAreSeenUntilThereAreNone() {
        clock.pass(Duration.ofSeconds(1));
        state.fenced(2);
        clock.pass(Duration.ofSeconds(1));
        state.fenced(1);
        assertState(3, start + 1_000, "another task owns partitions of this one");
        assertThat(worker.value(Metric.PARTITIONS_FENCED)).isEqualTo(1);

        state.fenced(0);
        assertState(1, start + 2_000, "at work");
        assertThat(worker.value(Metric.PARTITIONS_FENCED)).isEqualTo(0);
    }

    @Test
    void aStallIsWorseThanPartitionsOfOtherTasks() {
        state.stalled("Redis is away");
        state.fenced(1);
        assertState(2, start, "Redis is away");
        assertThat(worker.value(Metric.PARTITIONS_FENCED)).isEqualTo(1);

        state.resumed();
        state.fenced(1);
        assertState(3, start, "another task owns partitions of this one");
    }

    private void assertState(int number, long since, String reason) {
        assertThat(worker.value(Metric.STATE)).isEqualTo(number);
        assertThat(worker.value(Metric.STATE_SINCE)).isEqualTo(since);
        assertThat(worker.value(Metric.STATE_REASON)).isEqualTo(reason);
    }
}
