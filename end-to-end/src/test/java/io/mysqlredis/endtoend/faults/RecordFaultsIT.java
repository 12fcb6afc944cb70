package io.mysqlredis.endtoend.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mysqlredis.endtoend.Pipeline;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.Jedis;

/** What records share, a batch, a partition or a position in the binlog, does no harm to any of them. */
@ExtendWith(SharedStage.class)
class RecordFaultsIT {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final String DEAD = "dead-letters";

    private final Stage stage;
    private final Pipeline pipeline;

    RecordFaultsIT(Stage stage) {
        this.stage = stage;
        this.pipeline = stage.pipeline();
    }

    @BeforeEach
    void theCopyIsWhole() throws Exception {
        new Repair(stage).run();
    }

    @Test
    void rowsInsertedAndDeletedInOneBatchAreGoneAndThoseDeletedAndInsertedAreThere() throws Exception {
        sql("CREATE TABLE shop.blink (id INT PRIMARY KEY, n INT)", "INSERT INTO shop.blink VALUES " + rows(1, 200, 1));
        awaitCopy();

        pipeline.connect().pause(Pipeline.SINK);
        sql(
                "INSERT INTO shop.blink VALUES " + rows(201, 400, 2),
                "DELETE FROM shop.blink WHERE id > 100",
                "DELETE FROM shop.blink",
                "INSERT INTO shop.blink VALUES " + rows(51, 250, 3),
                "DELETE FROM shop.blink WHERE id > 200");
        pipeline.connect().resume(Pipeline.SINK);

        awaitCopy();
        assertThat(count("blink:*", 0)).isEqualTo(150);
    }

    @Tag("faults")
    @Test
    void aPrimaryKeyUpdateInOnePartitionKeepsItsRowAlsoWhenTheSourceRepeatsIt() throws Exception {
        try (Admin admin = Admin.create(pipeline.kafka())) {
            admin.createTopics(List.of(new NewTopic("mysql.shop.moved", 1, (short) 1)))
                    .all()
                    .get();
        }
        sql("CREATE TABLE shop.moved (id INT PRIMARY KEY, n INT)", "INSERT INTO shop.moved VALUES " + rows(1, 100, 1));
        awaitCopy();
        stage.load().start();

        sql("UPDATE shop.moved SET id = id + 100");
        stage.worker().kill();
        sql("UPDATE shop.moved SET id = id - 50 WHERE id <= 150");
        stage.worker().start();
        sql("UPDATE shop.moved SET id = id + 300");

        stage.load().stop();
        awaitCopy();
    }

    @Tag("faults")
    @Test
    void aPoisonRecordAmongGoodOnesGoesToTheDeadLettersAlone() throws Exception {
        sql("CREATE DATABASE poison", "CREATE TABLE poison.good (id INT PRIMARY KEY, n INT)");
        sql("INSERT INTO poison.good VALUES (0, 0)");
        pipeline.post(pipeline.sourceOf("poison", Map.of()));
        pipeline.post(pipeline.sinkOf(
                "poison",
                "poison-sink",
                5,
                Map.of(
                        "errors.tolerance", "all",
                        "errors.deadletterqueue.topic.name", DEAD,
                        "errors.deadletterqueue.topic.replication.factor", "1")));
        await().atMost(LONGEST).until(() -> count("good:*", 5) == 1);
        pipeline.connect().pause("poison-sink");

        sql("INSERT INTO poison.good VALUES " + rows(1, 250, 1));
        poison();
        sql("INSERT INTO poison.good VALUES " + rows(251, 500, 1));
        pipeline.connect().resume("poison-sink");

        await().atMost(LONGEST).until(() -> count("good:*", 5) == 501);
        await().atMost(LONGEST).ignoreExceptions().until(() -> deadLetters() == 1);
        assertThat(pipeline.connect().isRunning("poison-sink")).isTrue();
        pipeline.remove(List.of("poison-sink", "poison-source"));
    }

    private void poison() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(pipeline.kafka(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            "poison.poison.good",
                            0,
                            utf8("{\"schema\":null,\"payload\":null}"),
                            utf8("{\"schema\":{\"type\":\"string\"},\"payload\":\"no change event\"}")))
                    .get();
        }
    }

    private long deadLetters() throws Exception {
        TopicPartition partition = new TopicPartition(DEAD, 0);
        try (Admin admin = Admin.create(pipeline.kafka())) {
            return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
        }
    }

    private void awaitCopy() {
        await("Redis is a copy of MySQL")
                .atMost(LONGEST)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(stage.differences()).isEmpty());
    }

    private long count(String pattern, int database) {
        try (Jedis redis = pipeline.redis(database)) {
            return redis.keys(pattern).size();
        }
    }

    private static String rows(int from, int to, int n) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(id -> "(%d, %d)".formatted(id, n))
                .collect(Collectors.joining(", "));
    }

    private void sql(String... statements) throws SQLException {
        try (Connection mysql = pipeline.connection();
                Statement statement = mysql.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
