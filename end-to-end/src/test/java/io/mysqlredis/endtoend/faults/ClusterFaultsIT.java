package io.mysqlredis.endtoend.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mysqlredis.endtoend.Pipeline;
import io.mysqlredis.pipeline.CopyCheck;
import io.mysqlredis.sink.RealCluster;
import io.mysqlredis.sink.RealRedis;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever happens to a cluster under load, nothing is lost, wrong or too much in the end. */
@Tag("faults")
@Order(2)
@ExtendWith(SharedStage.class)
class ClusterFaultsIT {

    private static final String SINK = "cluster-sink";
    private static final Duration LOAD_BEFORE = Duration.ofSeconds(3);
    private static final Duration LOAD_AFTER = Duration.ofSeconds(2);
    /** As long as the topics are, the sink may have to read them from their beginning. */
    private static final Duration LONGEST = Duration.ofSeconds(90);

    private final Stage shared;
    private final RealCluster cluster;
    /** Holds what all masters hold together, to be compared. */
    private final RealRedis whole;

    ClusterFaultsIT(Stage shared) throws IOException {
        this.shared = shared;
        this.cluster = RealCluster.start(3);
        this.whole = RealRedis.start();
    }

    @BeforeEach
    void loadACopyOnTheCluster() throws Exception {
        new Repair(shared).run();
        shared.pipeline().post(shared.sinkWith(SINK, Map.of("redis.uri", cluster.uri(), "redis.mode", "cluster")));
        awaitCopy("what there was before is on the cluster");
        shared.load().start();
        Patience.lasts(LOAD_BEFORE);
    }

    @AfterEach
    void removeBoth() throws IOException {
        shared.load().stop();
        shared.pipeline().remove(List.of(SINK));
        cluster.close();
        whole.close();
    }

    @Test
    void whatTheKilledMastersReplicaLacksIsAppliedAgain() throws Exception {
        RealRedis master = cluster.nodes().get(1);
        LaggingFailover failover = new LaggingFailover(master, cluster.addReplicaOf(master));

        failover.inject(shared);
        failover.heal(shared);

        System.out.println(failover.lost() + " records were applied, acknowledged and lost by a master");
        assertThat(failover.lost()).isPositive();
        Patience.lasts(LOAD_AFTER);
        assertNothingLost();
    }

    @Test
    void slotsThatMoveLoseNothing() throws Exception {
        long before = shared.load().changes();

        cluster.moveSlots(0, 1_500, cluster.nodes().get(0), cluster.nodes().get(1));
        cluster.moveSlots(
                12_000, 13_000, cluster.nodes().get(2), cluster.nodes().get(0));

        System.out.println((shared.load().changes() - before) + " changes while slots moved");
        assertThat(shared.load().changes()).isGreaterThan(before);
        Patience.lasts(LOAD_AFTER);
        assertNothingLost();
    }

    private void assertNothingLost() {
        long begin = System.nanoTime();
        shared.load().stop();
        awaitCopy("nothing is lost");
        System.out.printf("all of it on the cluster after %.1f s%n", (System.nanoTime() - begin) / 1e9);
    }

    private void awaitCopy(String what) {
        await(what)
                .atMost(LONGEST)
                .untilAsserted(() -> assertThat(differences()).isEmpty());
    }

    /** What differs now between MySQL and the cluster, a line each. */
    private List<String> differences() throws SQLException {
        shared.pipeline().connect().isRunning(SINK);
        cluster.copyTo(whole);
        try (Connection session = shared.pipeline().connection()) {
            return CopyCheck.compare(session, whole.client(), Pipeline.DATABASE).differences();
        }
    }
}
