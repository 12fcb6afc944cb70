package io.mysqlredis.sink.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownNodesTest {

    private static final RedisNode CONFIGURED = new RedisNode("configured", 7000);
    private static final RedisNode A = new RedisNode("a", 7001);
    private static final RedisNode B = new RedisNode("b", 7002);

    private final KnownNodes known = new KnownNodes(List.of(CONFIGURED));
    private final List<RedisNode> asked = new ArrayList<>();

    @Test
    void aNodeThatTheClusterTellsOfNoMoreIsNotAsked() {
        known.told(List.of(A, B));
        known.told(List.of(B));

        askAll(Duration.ofMinutes(1));

        assertThat(asked).containsExactlyInAnyOrder(CONFIGURED, B);
    }

    @Test
    void eachTimeAnotherOneIsAskedFirst() {
        known.told(List.of(A, B));

        for (int i = 0; i < 4; i++) {
            known.ask(asked::add, Deadline.in(Duration.ofMinutes(1)));
        }

        assertThat(asked).containsExactly(CONFIGURED, A, B, CONFIGURED);
    }

    @Test
    void whenTimeIsUpTheRestIsLeftToTheNextCall() {
        known.told(List.of(A, B));

        askAll(Duration.ZERO);
        assertThat(asked).containsExactly(CONFIGURED);
        askAll(Duration.ZERO);

        assertThat(asked).containsExactly(CONFIGURED, A);
    }

    private void askAll(Duration time) {
        assertThatThrownBy(() -> known.ask(
                        node -> {
                            asked.add(node);
                            throw new RedisUnavailableException(node + " is gone");
                        },
                        Deadline.in(time)))
                .isInstanceOf(RedisUnavailableException.class)
                .hasMessageContaining("is gone");
    }
}
