package io.mysqlredis.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.Jedis;

/** Several mappings of one table follow its changes, and a record that cannot be applied goes to the dead-letter queue. */
@ExtendWith(SharedPipeline.class)
class MappingsIT {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final String DATABASE = "mapped";
    private static final String SINK = "mapped-sink";
    private static final String DEAD_LETTERS = "mapped-dead-letters";
    private static final int REDIS_DATABASE = 8;

    private final Pipeline pipeline;

    MappingsIT(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    @BeforeAll
    static void start(Pipeline pipeline) throws SQLException {
        run(
                pipeline,
                "CREATE DATABASE mapped",
                "CREATE TABLE mapped.orders (id INT PRIMARY KEY, user_id INT, status VARCHAR(9), total DECIMAL(20,2))",
                "INSERT INTO mapped.orders VALUES (1, 7, 'open', 10.50)");
        pipeline.post(pipeline.sourceOf(DATABASE, Map.of()));
        Map<String, String> settings = new HashMap<>(Map.of(
                "mappings", "row, by-user, open",
                "mappings.row.table", "mapped\\.orders",
                "mappings.row.key", "order:${id}",
                "mappings.row.type", "string",
                "mappings.row.columns", "*, -user_id",
                "mappings.by-user.table", "mapped\\.orders",
                "mappings.by-user.key", "user:${user_id}:orders",
                "mappings.by-user.type", "zset",
                "mappings.by-user.score", "total"));
        settings.putAll(Map.of(
                "mappings.open.table", "mapped\\.orders",
                "mappings.open.key", "open",
                "mappings.open.type", "set",
                "mappings.open.where", "row.status == 'open'",
                "errors.tolerance", "all",
                "errors.deadletterqueue.topic.name", DEAD_LETTERS,
                "errors.deadletterqueue.topic.replication.factor", "1",
                "errors.deadletterqueue.context.headers.enable", "true"));
        pipeline.post(pipeline.sinkOf(DATABASE, SINK, REDIS_DATABASE, settings));
    }

    @AfterAll
    static void stop(Pipeline pipeline) {
        pipeline.remove(List.of(SINK, DATABASE + "-source"));
    }

    @Test
    void entriesMoveWithTheColumnsThatTheyAreMadeOf() throws SQLException {
        awaitRedis(redis -> {
            assertThat(redis.get("order:1")).isEqualTo("{\"id\":1,\"status\":\"open\",\"total\":\"10.50\"}");
            assertThat(redis.zscore("user:7:orders", "1")).isEqualTo(10.5);
            assertThat(redis.smembers("open")).containsExactly("1");
        });

        run(pipeline, "UPDATE mapped.orders SET user_id = 8, status = 'paid' WHERE id = 1");
        awaitRedis(redis -> {
            assertThat(redis.get("order:1")).contains("paid");
            assertThat(redis.keys("*")).doesNotContain("user:7:orders", "open");
            assertThat(redis.zscore("user:8:orders", "1")).isEqualTo(10.5);
        });

        run(pipeline, "UPDATE mapped.orders SET id = 2, status = 'open' WHERE id = 1");
        awaitRedis(redis -> {
            assertThat(redis.keys("order:*")).containsExactly("order:2");
            assertThat(redis.zrange("user:8:orders", 0, -1)).containsExactly("2");
            assertThat(redis.smembers("open")).containsExactly("2");
        });

        run(pipeline, "DELETE FROM mapped.orders WHERE id = 2");
        awaitRedis(redis -> assertThat(redis.keys("*")).doesNotContain("order:2", "user:8:orders", "open"));
    }

    @Test
    void aRecordThatCannotBeAppliedGoesToTheDeadLetterQueueAndOthersAreApplied() throws SQLException {
        run(
                pipeline,
                // 18 digits are more than a score can hold.
                "INSERT INTO mapped.orders VALUES (100, 9, 'open', 1.00), (101, 9, 'open', 1234567890123456.78),"
                        + " (102, 9, 'open', 3.00)");

        ConsumerRecord<byte[], byte[]> dead = awaitDeadLetter();

        assertThat(new String(
                        dead.headers()
                                .lastHeader("__connect.errors.exception.message")
                                .value(),
                        UTF_8))
                .matches(
                        "mapped\\.mapped\\.orders-\\d@\\d+: the record cannot be applied: the score in column total has more"
                                + " digits than a score can hold, about 15; set mappings.by-user.score.rounding=allow to have it"
                                + " rounded");
        awaitRedis(redis -> assertThat(redis.zrange("user:9:orders", 0, -1)).containsExactly("100", "102"));
        assertThat(pipeline.connect().isRunning(SINK)).isTrue();

        run(pipeline, "DELETE FROM mapped.orders WHERE id >= 100");
        awaitRedis(redis -> assertThat(redis.keys("*")).doesNotContain("user:9:orders", "order:100", "order:102"));
    }

    private ConsumerRecord<byte[], byte[]> awaitDeadLetter() {
        Map<String, Object> settings = new HashMap<>(pipeline.kafka());
        settings.put("group.id", "dead-letters");
        settings.put("auto.offset.reset", "earliest");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(DEAD_LETTERS));
            return await("a dead letter")
                    .atMost(LONGEST)
                    .until(() -> consumer.poll(Duration.ofMillis(200)), records -> !records.isEmpty())
                    .iterator()
                    .next();
        }
    }

    private void awaitRedis(ThrowingConsumer<Jedis> expectation) {
        await("Redis follows").atMost(LONGEST).untilAsserted(() -> {
            try (Jedis redis = pipeline.redis(REDIS_DATABASE)) {
                expectation.accept(redis);
            }
        });
    }

    private static void run(Pipeline pipeline, String... statements) throws SQLException {
        try (Connection mysql = pipeline.connection()) {
            Sql.run(mysql, statements);
        }
    }
}
