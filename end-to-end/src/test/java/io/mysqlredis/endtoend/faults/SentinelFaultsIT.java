package io.mysqlredis.endtoend.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.mysqlredis.pipeline.ConnectorFile;
import io.mysqlredis.sink.SentinelSetup;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** When Sentinels choose a new master that lacks acknowledged writes, the sink finds it, and what it lacks. */
@Tag("faults")
@Order(2)
@ExtendWith(SharedStage.class)
class SentinelFaultsIT {

    private static final String PASSWORD = "sentinel-secret";

    private final Stage shared;

    SentinelFaultsIT(Stage shared) {
        this.shared = shared;
    }

    @Test
    void whatTheNewMasterLacksIsAppliedAgain() throws Exception {
        try (SentinelSetup setup = SentinelSetup.startWithPassword(PASSWORD);
                Stage stage = shared.with(sinkOf(setup), setup::connectToMaster)) {
            LaggingFailover failover = new LaggingFailover(setup.master(), setup.replica());

            Recovery recovery = new Drill(stage).survive(failover);

            System.out.println(failover.lost() + " records were applied, acknowledged and lost");
            assertThat(failover.lost()).isPositive();
            // However long the topics are, only what is missing is read again.
            assertThat(recovery.liveAgain().orElseThrow()).isLessThan(failover.liveWithin());
        }
    }

    private ConnectorFile sinkOf(SentinelSetup setup) {
        return shared.sinkWith(
                "sentinel-sink",
                Map.of(
                        "redis.uri",
                        setup.uri(),
                        "redis.mode",
                        "sentinel",
                        "redis.sentinel.master",
                        SentinelSetup.MASTER,
                        "redis.sentinel.password",
                        PASSWORD));
    }
}
