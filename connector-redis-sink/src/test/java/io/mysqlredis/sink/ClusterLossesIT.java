package io.mysqlredis.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.util.JedisClusterCRC16;

/** What masters of a real cluster lose while slots change hands is written again, and nothing where nothing is lost. */
class ClusterLossesIT {

    private static final int ROWS = 500;
    private static final int LAST_OF_THE_FIRST = 16_384 / 3 - 1;

    private RealCluster cluster;
    private RealRedis first;
    private RealRedis second;
    private ClusterTask sink;

    enum Loss {
        EMPTIED {
            @Override
            void hit(RealRedis master) {
                master.client().flushAll();
            }
        },
        RESTARTED {
            @Override
            void hit(RealRedis master) {
                master.restartEmpty();
            }
        };

        abstract void hit(RealRedis master);
    }

    @BeforeEach
    void write() throws IOException {
        cluster = RealCluster.start(3);
        first = cluster.nodes().get(0);
        second = cluster.nodes().get(1);
        sink = new ClusterTask(cluster);
        sink.start();
        sink.put(Numbered.rows(0, ROWS, 1));
    }

    @AfterEach
    void stop() throws IOException {
        sink.stop();
        cluster.close();
    }

    @ParameterizedTest
    @EnumSource
    void aMasterWhoseWatermarkHasLeftWithItsSlotIsFilledAgain(Loss loss) {
        sink.stop();
        moveTheWatermarkOfTheFirst();

        loss.hit(first);
        sink.goOn();

        awaitRows();
        assertThat(cluster.watermarks(Numbered.TOPIC, 0, "offset")).containsExactly("499", "499", "499");
    }

    @ParameterizedTest
    @EnumSource
    void aTaskThatRunsNoticesItToo(Loss loss) {
        moveTheWatermarkOfTheFirst();

        loss.hit(first);

        awaitRows();
    }

    @Test
    void aWatermarkThatLeavesUnderATaskThatRunsCostsNothing() {
        sink.context().forgetSeeks();
        moveTheWatermarkOfTheFirst();

        sink.put(Numbered.rows(0, ROWS, 2));

        Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptions().untilAsserted(() -> {
            sink.put(List.of());
            assertThat(cluster.hashes()).isEqualTo(Numbered.hashes(ROWS, 2));
        });
        assertThat(sink.earliest()).isGreaterThanOrEqualTo(ROWS - 1L);
    }

    @Test
    void slotsThatMovedWhileNoTaskRanAreNotReadAgainIfTheirMastersAreWhatTheyWere() {
        sink.stop();
        moveTheWatermarkOfTheFirst();
        cluster.moveSlots(0, 99, first, second);

        sink.goOn();

        awaitRows();
        assertThat(sink.earliest()).isEqualTo(ROWS - 1L);
    }

    @Test
    void theLowestWatermarkCountsAlsoWhereItHasMoved() {
        sink.stop();
        first.client().keys("__connect:*").forEach(key -> first.client().hset(key, "offset", "99"));
        moveTheWatermarkOfTheFirst();

        sink.goOn();

        assertThat(sink.earliest()).isEqualTo(99);
    }

    @Test
    void aMasterThatLostWhatItWasGivenAfterItsWatermarkIsFilledAgain() throws IOException {
        cluster.addReplicaOf(second);
        sink.stop();
        cluster.moveSlots(0, 999, first, second);
        // What is in these slots is lost, as by a failover to a replica that had not got it yet.
        for (int slot = 0; slot < 1_000; slot++) {
            second.client().clusterGetKeysInSlot(slot, ROWS).forEach(second.client()::del);
        }
        second.stopServer();
        cluster.nodes().get(3).awaitPromotion();

        awaitGoingOn();

        awaitRows();
    }

    @Test
    void aMasterThatCameWhileNoTaskRanHasNothingToShow() throws IOException {
        sink.stop();
        RealRedis added = cluster.addMaster();
        cluster.moveSlots(0, 999, first, added);
        added.client().flushAll();

        sink.goOn();

        awaitRows();
        assertThat(cluster.watermarks(Numbered.TOPIC, 0, "offset")).containsExactly("499", "499", "499", "499");
    }

    @Test
    void slotsOfADeadMasterThatAreGivenToAnotherOneAreFilledAgain() throws IOException {
        cluster.lose(first);
        cluster.assignSlots(0, LAST_OF_THE_FIRST, second);

        awaitRows();
    }

    @Test
    void slotsOfADeadMasterWhoseWatermarkHadLeftAreFilledAgain() throws IOException {
        sink.stop();
        int slot = moveTheWatermarkOfTheFirst();
        cluster.lose(first);
        cluster.assignSlots(0, slot - 1, cluster.nodes().get(1));

        awaitGoingOn();

        awaitRows();
    }

    @Test
    void anEmptyNodeAtTheAddressOfADeadOneIsFilledAgain() throws IOException {
        RealRedis another = cluster.replace(first);
        cluster.assignSlots(0, LAST_OF_THE_FIRST, another);

        awaitRows();
        assertThat(another.keys()).hasSizeGreaterThan(ROWS / 4);
    }

    @Test
    void theWatermarksTellWhoHasWhichSlotAlsoWhereNothingIsWritten() {
        cluster.moveSlots(0, 9, first, second);

        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            sink.put(List.of());
            assertThat(cluster.watermarks(Numbered.TOPIC, 0, "slots"))
                    .contains("10-" + LAST_OF_THE_FIRST, "0-9," + (LAST_OF_THE_FIRST + 1) + "-10921");
        });
    }

    /** Returns the slot that it was in. */
    private int moveTheWatermarkOfTheFirst() {
        String mark = first.client().keys("__connect:*").iterator().next();
        int slot = JedisClusterCRC16.getSlot(mark);
        cluster.moveSlots(slot, slot, first, second);
        return slot;
    }

    private void awaitGoingOn() {
        Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
            sink.goOn();
            return true;
        });
    }

    private void awaitRows() {
        Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptions().untilAsserted(() -> {
            sink.put(List.of());
            assertThat(cluster.hashes()).isEqualTo(Numbered.hashes(ROWS, 1));
        });
    }
}
