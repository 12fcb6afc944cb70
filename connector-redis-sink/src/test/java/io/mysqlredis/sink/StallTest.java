package io.mysqlredis.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StallTest {

    private final RecordingSinkTaskContext context = new RecordingSinkTaskContext();
    private final Stall stall = new Stall(context);

    @Test
    void delaysGrowToACapAndStartAnewAfterTheEnd() {
        for (int attempt = 0; attempt < 20; attempt++) {
            assertThat(stall.retry(new RuntimeException("down"))).hasMessage("down");
        }
        List<Long> delays = List.copyOf(context.timeouts());
        assertThat(delays.get(0)).isBetween(50L, 100L);
        assertThat(delays.get(3)).isBetween(400L, 800L);
        assertThat(delays.subList(5, 20)).allSatisfy(delay -> assertThat(delay).isBetween(1_000L, 2_000L));
        // Spread, so that many tasks do not return at once.
        assertThat(delays.subList(5, 20).stream().distinct()).hasSizeGreaterThan(1);

        stall.end();
        stall.retry(new RuntimeException("down again"));

        assertThat(context.timeouts().get(20)).isBetween(50L, 100L);
    }
}
