package io.mysqlredis.sink.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mysqlredis.sink.RealCluster;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** How a real cluster is connected to. */
class MastersIT {

    @Test
    void whatOneCallHasNoTimeForTheNextOnesDo() throws IOException {
        try (RealCluster cluster = RealCluster.start(3);
                Masters masters = new Masters(
                        new RedisConnections(
                                PlainTarget.ofCluster(cluster.nodes().get(0).port(), Duration.ofSeconds(5))),
                        Map.of(),
                        Optional.empty(),
                        Duration.ZERO)) {
            assertThatThrownBy(masters::connect)
                    .isInstanceOf(RedisUnavailableException.class)
                    .hasMessageContaining("are still missing");

            Awaitility.await().ignoreExceptions().until(masters::connect);

            assertThat(masters.all()).hasSize(3);
            assertThat(masters.connect()).isFalse();
        }
    }
}
