package io.mysqlredis.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class StallTest {

    private final SettableClock clock = new SettableClock();
    private final Stall stall = new Stall(clock, new Observations());

    @Test
    void theFirstRetryComesAtOnceAndTheOthersEverMoreSlowlyUpToACap() {
        for (int stalls = 0; stalls < 2; stalls++) {
            assertThat(stall.isOngoing()).isFalse();
            assertThat(stall.prolong("no Redis")).isZero();
            List<Duration> caps = List.of(
                    Duration.ofMillis(100),
                    Duration.ofMillis(200),
                    Duration.ofMillis(400),
                    Duration.ofMillis(800),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1));
            for (Duration cap : caps) {
                assertThat(stall.prolong("no Redis")).isBetween(cap.dividedBy(2), cap);
                assertThat(stall.isOngoing()).isTrue();
            }
            stall.end();
        }
    }

    @Test
    void delaysDifferSoThatManyTasksDoNotReturnAtOnce() {
        List<Duration> delays = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            delays.add(stall.prolong("no Redis"));
        }

        assertThat(new HashSet<>(delays)).hasSizeGreaterThan(10);
    }

    @Test
    void aLongStallIsWarnedOfOnceAndItsEndIsTold() {
        try (LogLines log = LogLines.of(Stall.class)) {
            for (int i = 0; i < 5; i++) {
                stall.prolong("no Redis");
                clock.pass(Duration.ofMillis(250));
            }
            stall.end();

            assertThat(log.lines())
                    .containsExactly(
                            "INFO no Redis; the task tries again at once",
                            "WARN no Redis; the task waits, and retries until it can go on",
                            "INFO The task goes on, after 1.25 s");
        }
    }

    @Test
    void anotherReasonInTheMiddleOfAStallIsWarnedOfOnce() {
        try (LogLines log = LogLines.of(Stall.class)) {
            stall.prolong("no Redis");
            stall.prolong("no Redis");
            stall.prolong("no memory");
            stall.prolong("no memory");
            stall.end();

            assertThat(log.lines())
                    .startsWith(
                            "INFO no Redis; the task tries again at once",
                            "WARN no Redis; the task waits, and retries until it can go on",
                            "WARN no memory; the task goes on waiting, now for this")
                    .hasSize(4);
        }
    }

    @Test
    void reasonsThatTakeTurnsDoNotFillTheLog() {
        stall.prolong("first");
        stall.prolong("first");
        try (LogLines log = LogLines.of(Stall.class)) {
            for (int i = 0; i < 60; i++) {
                clock.pass(Duration.ofSeconds(1));
                stall.prolong("second");
                clock.pass(Duration.ofSeconds(1));
                stall.prolong("first");
            }

            assertThat(log.lines()).hasSizeBetween(3, 5);
        }
    }

    @Test
    void theNextStallTellsItsReasonsAnew() {
        for (int stalls = 0; stalls < 2; stalls++) {
            try (LogLines log = LogLines.of(Stall.class)) {
                stall.prolong("no Redis");
                stall.prolong("no Redis");
                stall.end();
                assertThat(log.lines()).hasSize(3);
            }
        }
    }

    @Test
    void ofACutConnectionThereIsOneLineAndNoWarning() {
        try (LogLines log = LogLines.of(Stall.class)) {
            stall.prolong("no Redis");
            stall.end();
            stall.end();

            assertThat(log.lines()).containsExactly("INFO no Redis; the task tries again at once");
        }
    }
}
