package io.mysqlredis.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sink with a real cluster of three masters, which the tests leave as it is. */
class ClusterIT {

    private static final List<SinkRecord> CUSTOMERS = RecordedRecords.of("json-default.shop.shop.customers");
    private static final String TOPIC = "shop.shop.customers";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

    private static RealCluster cluster;

    private ClusterTask sink;

    @BeforeAll
    static void start() throws IOException {
        cluster = RealCluster.start(3);
    }

    @AfterAll
    static void stop() throws IOException {
        cluster.close();
    }

    @BeforeEach
    void empty() {
        cluster.flushAll();
        sink = new ClusterTask(cluster);
    }

    @AfterEach
    void stopTask() {
        sink.stop();
    }

    @Test
    void rowsAreOnAllMasters() {
        sink.start();

        sink.put(Numbered.rows(0, 1_000, 1));

        assertThat(cluster.hashes()).isEqualTo(Numbered.hashes(1_000, 1));
        assertThat(cluster.nodes()).allSatisfy(node -> assertThat(node.keys()).hasSizeGreaterThan(200));
    }

    @Test
    void keysOfOneHashTagAreOnOneMaster() {
        sink.start(Map.of(
                "mappings", "x", "mappings.x.table", "shop\\.numbers", "mappings.x.key", "{user:7}:number:${id}"));

        sink.put(Numbered.rows(0, 100, 1));

        assertThat(cluster.nodes().stream().map(RealRedis::keys).filter(keys -> !keys.isEmpty()))
                .singleElement()
                .asInstanceOf(InstanceOfAssertFactories.collection(String.class))
                .hasSize(100);
    }

    @Test
    void eachMastersWatermarkMovesAlsoWhereThereWasNoData() {
        sink.start();

        sink.put(CUSTOMERS.subList(0, 1));
        assertThat(cluster.watermarks(TOPIC, 0, "offset")).containsExactly("0", "0", "0");
        sink.put(CUSTOMERS.subList(1, CUSTOMERS.size()));

        assertThat(cluster.watermarks(TOPIC, 0, "offset")).containsExactly("14", "14", "14");
        assertThat(cluster.watermarks(TOPIC, 0, "source").get(0))
                .contains("file=")
                .contains("pos=");
        assertThat(cluster.nodes())
                .allSatisfy(
                        node -> assertThat(node.client().keys("__connect:*")).hasSize(1));
    }

    @ParameterizedTest
    @CsvSource({
        "string, hash",
        "hash, hash",
        "set, set",
        "zset, set",
        "geo, set",
        "stream, stream",
    })
    void eachTypeEndsAsOnOneServer(String type, String kind) throws IOException {
        Map<String, String> settings =
                new HashMap<>(Map.of("mappings", "x", "mappings.x.table", "shop\\.customers", "mappings.x.type", type));
        if (kind.equals("set")) {
            settings.put("mappings.x.key", "all:${table}");
        }
        if (kind.equals("stream")) {
            settings.put("mappings.x.key", "changes");
        }
        if (type.equals("zset")) {
            settings.put("mappings.x.score", "id");
        }
        if (type.equals("geo")) {
            settings.putAll(Map.of("mappings.x.longitude", "id", "mappings.x.latitude", "id"));
        }
        sink.start(settings);
        sink.put(CUSTOMERS);

        try (RealRedis single = RealRedis.start()) {
            RecordingSinkTaskContext context = new RecordingSinkTaskContext();
            RedisSinkTask task = new RedisSinkTask();
            task.initialize(context);
            Map<String, String> same = new HashMap<>(settings);
            same.putAll(Map.of("name", "sink", "redis.uri", single.uri()));
            task.start(same);
            new WorkerStandIn(task, context).put(CUSTOMERS);
            task.stop();

            assertThat(cluster.keys()).isNotEmpty().isEqualTo(single.keys());
            for (String key : single.keys()) {
                if (type.equals("stream")) {
                    assertThat(cluster.<Long>read(client -> client.xlen(key)))
                            .isEqualTo(single.client().xlen(key));
                } else {
                    assertThat(cluster.<byte[]>read(client -> client.dump(key)))
                            .isEqualTo(single.client().dump(key));
                }
            }
        }
    }

    @Test
    void aRecordThatRedisRejectsIsSetAsideAndItsNeighboursAreApplied() {
        cluster.read(client -> client.set("customers:10", "no set"));
        sink.start(Map.of(
                "mappings",
                "x",
                "mappings.x.table",
                "shop\\.customers",
                "mappings.x.type",
                "set",
                "mappings.x.key",
                "customers:${id}",
                "mappings.x.member",
                "${name}",
                "errors.tolerance",
                "all"));

        sink.put(CUSTOMERS.subList(0, 4));

        assertThat(sink.context().errors()).singleElement().asString().contains("WRONGTYPE");
        assertThat(cluster.keys())
                .containsExactlyInAnyOrder("customers:1", "customers:2", "customers:3", "customers:10");
        assertThat(cluster.watermarks(TOPIC, 0, "offset")).containsExactly("3", "3", "3");
    }

    @Test
    void withoutToleranceTheWatermarksStayBeforeARejectedRecord() {
        cluster.read(client -> client.set("customers:10", "no set"));
        sink.start(Map.of(
                "mappings",
                "x",
                "mappings.x.table",
                "shop\\.customers",
                "mappings.x.type",
                "set",
                "mappings.x.key",
                "customers:${id}",
                "mappings.x.member",
                "${name}"));

        assertThatThrownBy(() -> sink.put(CUSTOMERS.subList(0, 6)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("@3")
                .hasMessageContaining("WRONGTYPE");

        assertThat(cluster.watermarks(TOPIC, 0, "offset")).containsExactly("2", "2", "2");
    }

    @Test
    void aMasterThatWasEmptiedIsFilledAgain() {
        sink.start();
        sink.put(Numbered.rows(0, 500, 1));

        cluster.nodes().get(1).client().flushAll();
        Awaitility.await().untilAsserted(() -> {
            sink.put(List.of());
            assertThat(cluster.hashes()).isEqualTo(Numbered.hashes(500, 1));
        });
        assertThat(cluster.watermarks(Numbered.TOPIC, 0, "offset")).containsExactly("499", "499", "499");
    }

    @Test
    void aMasterThatWasEmptiedWhileNobodyLookedIsFilledByTheNextTask() {
        sink.start();
        sink.put(Numbered.rows(0, 500, 1));
        sink.stop();
        cluster.nodes().get(2).client().flushAll();

        sink.goOn();
        sink.put(List.of());

        assertThat(cluster.hashes()).isEqualTo(Numbered.hashes(500, 1));
    }

    @Test
    void theLowestWatermarkSaysWhereToStart() {
        sink.start();
        sink.put(Numbered.rows(0, 500, 1));
        sink.stop();
        String one = cluster.watermarkKeys().iterator().next();
        cluster.read(client -> client.hset(one, "offset", "299"));
        cluster.keys().forEach(key -> cluster.read(client -> client.del(key)));

        sink.goOn();
        sink.put(List.of());

        assertThat(cluster.keys()).hasSize(200).contains("numbers:300").doesNotContain("numbers:299");
    }

    @Test
    void aTaskWhosePartitionWasTakenOverWritesNothingMoreOfIt() {
        sink.start();
        sink.put(Numbered.rows(0, 10, 1));
        ClusterTask zombie = sink;
        sink = sink.another();
        sink.put(Numbered.rows(10, 10, 1));

        zombie.worker().put(Numbered.rows(20, 1, 1));
        zombie.worker().put(List.of());
        zombie.stop();
        sink.put(Numbered.rows(21, 1, 1));

        assertThat(cluster.hashes()).containsKeys("numbers:0", "numbers:19", "numbers:21");
        assertThat(cluster.watermarks(Numbered.TOPIC, 0, "owner").stream().distinct())
                .hasSize(1);
    }

    @Test
    void whatATaskOverwroteThatDidNotKnowYetThatItIsNoOwnerIsWrittenAgain() {
        sink.start();
        sink.put(Numbered.rows(0, 10, 1));
        ClusterTask zombie = sink;
        sink = sink.another();
        // Another version of the same rows, further up in the same topic.
        sink.put(Numbered.rows(0, 10, 1));
        sink.put(Numbered.rows(0, 10, 2));
        assertThat(cluster.hashes()).isEqualTo(Numbered.hashes(10, 2));

        // It has the first of these still to write, and its reader stands before the second.
        zombie.putOld(Numbered.rows(0, 10, 1), 10);
        zombie.stop();
        Awaitility.await().untilAsserted(() -> {
            sink.put(List.of());
            assertThat(cluster.hashes()).isEqualTo(Numbered.hashes(10, 2));
        });
    }

    @Test
    void offsetsThatAreSetMoveTheWatermarksOfAllMasters() {
        sink.start();
        sink.put(CUSTOMERS);
        sink.stop();
        cluster.keys().forEach(key -> cluster.read(client -> client.del(key)));

        assertThat(new RedisSinkConnector().alterOffsets(sink.settings(), Map.of(PARTITION, 7L)))
                .isTrue();
        assertThat(cluster.watermarks(TOPIC, 0, "offset")).containsExactly("6", "6", "6");
        sink.goOn();
        sink.put(List.of());

        assertThat(cluster.keys()).doesNotContain("customers:1").contains("customers:13");
    }

    @Test
    void aResetRemovesAllWatermarks() {
        sink.start();
        sink.put(CUSTOMERS);
        sink.stop();

        new RedisSinkConnector().alterOffsets(sink.settings(), Collections.singletonMap(PARTITION, null));

        assertThat(cluster.watermarkKeys()).isEmpty();
        assertThat(cluster.keys()).hasSize(6);
    }

    @Test
    void anAppliedTruncateRemovesTheKeysOfItsTableOnAllMasters() {
        sink.start(Map.of("truncate", "apply"));
        List<SinkRecord> lines = RecordedRecords.of("json-default.shop.shop.order_lines");
        for (int i : IntStream.range(0, 300).toArray()) {
            cluster.read(client -> client.hset("order_lines:" + i + ":x", "qty", "1"));
        }
        cluster.read(client -> client.hset("order_lines2:1", "a", "hash"));

        sink.put(lines.subList(0, 5));

        assertThat(cluster.keys()).containsExactly("order_lines2:1");
    }

    @Test
    void withoutWatermarksRowsAreWrittenToo() {
        sink.start(Map.of("redis.watermark.enabled", "false"));

        sink.put(CUSTOMERS);

        assertThat(cluster.keys()).hasSize(6);
        assertThat(cluster.watermarkKeys()).isEmpty();
    }

    @Test
    void bracesInTheConnectorsNameDoNotDecideOnTheSlot() {
        sink.start(Map.of("name", "s{i}nk"));

        sink.put(CUSTOMERS);

        assertThat(cluster.watermarkKeys()).hasSize(3).allMatch(key -> key.startsWith("__connect:s%7Bi%7Dnk:"));
    }

    @Test
    void aUserThatMayNotWriteWatermarksIsToldBeforeATaskRuns() {
        cluster.nodes().forEach(node -> node.client().aclSetUser("reader", "on", ">secret", "~customers:*", "+@all"));
        Map<String, String> reader = new HashMap<>(sink.settings());
        reader.putAll(Map.of("redis.user", "reader", "redis.password", "secret"));

        assertThat(Validated.errors(reader))
                .containsOnlyKeys("redis.watermark.prefix")
                .asString()
                .contains("NOPERM", "allow user reader", "the keys __connect:");
    }

    @Test
    void aUserThatMayNotWaitForReplicasIsToldBeforeATaskRuns() {
        cluster.nodes().forEach(node -> node.client().aclSetUser("sink", "on", ">secret", "~*", "+@all", "-wait"));
        Map<String, String> settings = new HashMap<>(sink.settings());
        settings.putAll(Map.of("redis.user", "sink", "redis.password", "secret"));
        settings.putAll(Map.of("redis.wait.replicas", "1", "redis.watermark.enabled", "false"));

        assertThat(Validated.errors(settings)).containsOnlyKeys("redis.wait.replicas");
    }

    @Test
    void aKeyOfAnotherTypeInAWatermarksPlaceIsNamed() {
        sink.start();
        sink.put(CUSTOMERS);
        sink.stop();
        RealRedis node = cluster.nodes().get(1);
        String key = node.client().keys("__connect:*").iterator().next();
        node.client().set(key, "text");

        assertThatThrownBy(() -> {
                    sink.start();
                    sink.put(CUSTOMERS);
                })
                .hasMessageContaining("something else at the watermark's key " + key + ": WRONGTYPE");
    }

    @Test
    void settingsForAClusterAreAcceptedAndOneServerIsNamed() throws IOException {
        assertThat(Validated.errors(sink.settings())).isEmpty();
        assertThat(cluster.nodes())
                .allSatisfy(node -> assertThat(node.client().keys("*")).isEmpty());
        try (RealRedis single = RealRedis.start()) {
            assertThat(Validated.errors(Map.of("redis.uri", single.uri(), "redis.mode", "cluster"))
                            .get("redis.mode"))
                    .singleElement()
                    .asString()
                    .contains("is no node of a Redis Cluster");
        }
    }
}
