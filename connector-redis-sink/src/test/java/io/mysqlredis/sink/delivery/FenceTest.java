package io.mysqlredis.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.mysqlredis.sink.watermark.Watermark;
import io.mysqlredis.sink.writer.Held;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FenceTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration TEN = Duration.ofSeconds(10);
    private static final Duration FIVE = Duration.ofSeconds(5);
    private static final Held SEEN = held(1);

    @Test
    void anOwnerThatGivesNoSignIsGone() {
        Fence fence = Fence.raised(SEEN, START).seen(SEEN, START.plusSeconds(9));

        assertThat(fence.isDeserted(START.plusMillis(9_999), TEN)).isFalse();
        assertThat(fence.isDeserted(START.plusSeconds(10), TEN)).isTrue();
    }

    @Test
    void anySignOfTheOwnerBeginsTheSilenceAnew() {
        Fence fence = Fence.raised(SEEN, START).seen(held(2), START.plusSeconds(9));

        assertThat(fence.isDeserted(START.plusSeconds(18), TEN)).isFalse();
        assertThat(fence.isDeserted(START.plusSeconds(19), TEN)).isTrue();
        assertThat(fence.owner()).isEqualTo("other");
    }

    @Test
    void signsDoNotMakeItLessContested() {
        Fence fence =
                Fence.raised(SEEN, START).seen(held(2), START.plusSeconds(30)).seen(held(3), START.plusSeconds(42));

        assertThat(fence.isContested(START.plusSeconds(44), Duration.ofSeconds(45), FIVE))
                .isFalse();
        assertThat(fence.isContested(START.plusSeconds(45), Duration.ofSeconds(45), FIVE))
                .isTrue();
    }

    @Test
    void anOwnerThatGivesNoSignAnyMoreContestsNothing() {
        Fence fence = Fence.raised(SEEN, START).seen(held(2), START.plusSeconds(1));

        assertThat(fence.isContested(START.plusSeconds(10), TEN, FIVE)).isFalse();
        assertThat(fence.isDeserted(START.plusSeconds(11), TEN)).isTrue();
    }

    private static Held held(long checkedAt) {
        return new Held(
                Watermark.NONE,
                Optional.of("other"),
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.of(checkedAt));
    }
}
