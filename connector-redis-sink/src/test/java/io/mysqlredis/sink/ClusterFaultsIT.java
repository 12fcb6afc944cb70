package io.mysqlredis.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sink with a real cluster that changes while it is written to, or while it is not. */
class ClusterFaultsIT {

    private static final int ROWS = 2_000;
    private static final int SLOTS_OF_THE_FIRST = 16_384 / 3;

    private RealCluster cluster;
    private ClusterTask sink;

    @BeforeEach
    void start() throws IOException {
        cluster = RealCluster.start(3);
        sink = new ClusterTask(cluster);
        sink.start();
    }

    @AfterEach
    void stop() throws IOException {
        sink.stop();
        cluster.close();
    }

    @Test
    void afterAMasterWasKilledItsReplicaHasEverything() throws IOException {
        cluster.addReplicaOf(cluster.nodes().get(1));
        sink.put(Numbered.rows(0, ROWS, 1));

        cluster.nodes().get(1).stopServer();
        sink.put(Numbered.rows(0, ROWS, 2));

        awaitRows(2);
    }

    @Test
    void slotsThatMoveUnderLoadLoseNothing() {
        sink.put(Numbered.rows(0, ROWS, 1));

        int last = loadWhile(() -> {
            cluster.moveSlots(0, 1_500, cluster.nodes().get(0), cluster.nodes().get(1));
            cluster.moveSlots(
                    12_000, 13_000, cluster.nodes().get(2), cluster.nodes().get(0));
        });

        awaitRows(last);
    }

    @Test
    void aNewMasterTakesOverWithoutReadingAllAgain() throws IOException {
        sink.put(Numbered.rows(0, ROWS, 1));
        RealRedis added = cluster.addMaster();
        sink.context().forgetSeeks();

        int last = loadWhile(() -> cluster.moveSlots(0, 1_000, cluster.nodes().get(0), added));

        awaitRows(last);
        assertThat(cluster.watermarks(Numbered.TOPIC, 0, "offset")).hasSize(4);
        assertThat(sink.earliest()).isGreaterThan(0);
    }

    @Test
    void aMasterThatGaveAllItsSlotsAwayLeavesOneWatermarkLess() {
        sink.put(Numbered.rows(0, ROWS, 1));
        sink.context().forgetSeeks();

        int last = loadWhile(() -> cluster.moveSlots(
                0,
                SLOTS_OF_THE_FIRST - 1,
                cluster.nodes().get(0),
                cluster.nodes().get(2)));

        awaitRows(last);
        assertThat(cluster.watermarkKeys()).hasSize(2);
        assertThat(sink.earliest()).isGreaterThan(0);
    }

    @Test
    void whileAMasterTakesNoWritesNothingMoreIsSentToTheOthers() {
        sink.put(Numbered.rows(0, ROWS, 1));
        RealRedis full = cluster.nodes().get(0);
        full.client().configSet("maxmemory", "1");
        sink.put(Numbered.rows(0, ROWS, 2));
        assertThat(sink.isWaiting()).isTrue();
        RealRedis other = cluster.nodes().get(1);
        other.client().flushAll();

        sink.put(List.of());
        assertThat(other.keys()).isEmpty();
        full.client().configSet("maxmemory", "0");

        awaitRows(2);
    }

    @Test
    void replicasThatAreAskedForConfirmEachMastersPart() throws IOException {
        sink.stop();
        sink.start(Map.of("redis.wait.replicas", "1", "redis.wait.timeout.ms", "200"));
        sink.put(Numbered.rows(0, ROWS, 1));
        assertThat(sink.isWaiting()).isTrue();

        for (RealRedis master : List.copyOf(cluster.nodes())) {
            cluster.addReplicaOf(master);
        }

        awaitRows(1);
    }

    /** Writes version after version of all rows until this is done; returns the last. */
    private int loadWhile(Runnable change) {
        CompletableFuture<Void> changing = CompletableFuture.runAsync(change);
        int version = 1;
        while (!changing.isDone()) {
            version++;
            sink.put(Numbered.rows(0, ROWS, version));
        }
        changing.join();
        return version;
    }

    private void awaitRows(int version) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptions().untilAsserted(() -> {
            sink.put(List.of());
            assertThat(cluster.hashes()).isEqualTo(Numbered.hashes(ROWS, version));
        });
    }
}
