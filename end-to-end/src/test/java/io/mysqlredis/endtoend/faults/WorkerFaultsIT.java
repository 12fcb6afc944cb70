package io.mysqlredis.endtoend.faults;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mysqlredis.endtoend.Pipeline;
import io.mysqlredis.pipeline.ConnectApi;
import io.mysqlredis.pipeline.ConnectorFile;
import io.mysqlredis.pipeline.PipelineException;
import io.mysqlredis.stack.Server;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever happens to the workers, nothing is lost and no row goes back. */
@ExtendWith(SharedStage.class)
class WorkerFaultsIT {

    private static final String TWICE = "same-name";

    private final Stage stage;
    private final Drill drill;

    WorkerFaultsIT(Stage stage) {
        this.stage = stage;
        this.drill = new Drill(stage);
    }

    @Test
    void aKilledWorkerLosesNothing() throws Exception {
        drill.survive(WorkerFault.KILLED);
    }

    @Tag("faults")
    @ParameterizedTest
    @EnumSource
    void nothingIsLostAndNoRowGoesBack(WorkerFault fault) throws Exception {
        drill.survive(fault);
    }

    /** As if the second cluster had a Kafka of its own: the two share no consumer group that would give a partition to one only. */
    @Tag("faults")
    @Test
    void ofTheSameConnectorOnTwoConnectClustersOneFailsAndNamesTheOtherOwner() throws Exception {
        new Repair(stage).run();
        Pipeline pipeline = stage.pipeline();
        Server otherWorker = stage.stack().anotherCluster("cluster-2");
        otherWorker.start();
        ConnectApi other = new ConnectApi(URI.create("http://127.0.0.1:" + otherWorker.port()));
        stage.load().start();
        try {
            pipeline.post(twice(Map.of()));
            other.create(twice(Map.of("consumer.override.group.id", "elsewhere")));

            await().atMost(Duration.ofSeconds(90))
                    .untilAsserted(() -> assertThatThrownBy(() -> {
                                pipeline.connect().isRunning(TWICE);
                                other.isRunning(TWICE);
                            })
                            .isInstanceOf(PipelineException.class)
                            .hasMessageContaining("is written by another task too: ")
                            .hasMessageContaining("a connector of the same name in another Connect cluster"));
        } finally {
            stage.load().stop();
            pipeline.remove(List.of(TWICE));
            otherWorker.stop();
        }
    }

    private ConnectorFile twice(Map<String, String> settings) {
        Map<String, String> config = new HashMap<>(settings);
        config.put("topics.regex", "mysql\\.shop\\.load_.+");
        return stage.pipeline().sinkOf(Pipeline.DATABASE, TWICE, 4, config);
    }
}
