package io.mysqlredis.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class StallTest {

    private final Stall stall = new Stall(new SettableClock(), new Observations());

    @Test
    void delaysGrowUpToACapAndBeginAnewAfterItsEnd() {
        for (int stalls = 0; stalls < 2; stalls++) {
            assertThat(stall.isOngoing()).isFalse();
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
}
