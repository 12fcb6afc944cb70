package io.mysqlredis.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mysqlredis.pipeline.ConnectorFile;
import io.mysqlredis.pipeline.CopyCheck;
import io.mysqlredis.sink.RealRedis;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.Jedis;

/** What docs/delivery.md tells to do for more partitions, for a new Redis and to start over, ends in an exact copy. */
@ExtendWith(SharedPipeline.class)
class ProceduresIT {

    private static final String DATABASE = "moved";
    private static final String SINK = "moved-sink";
    private static final String SECOND = "moved2";
    private static final String SOURCE = DATABASE + "-source";
    private static final String SECOND_SOURCE = SECOND + "-source";
    private static final String SECOND_SINK = "moved2-sink";
    private static final int REDIS_DATABASE = 10;
    private static final int SECOND_REDIS_DATABASE = 11;
    private static final int PARTITIONS = 7;
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Pipeline pipeline;
    private final Connection mysql;
    private final Admin admin;
    private final Jedis redis;
    private final Jedis secondRedis;

    ProceduresIT(Pipeline pipeline) throws SQLException {
        this.pipeline = pipeline;
        this.mysql = pipeline.connection();
        this.admin = Admin.create(pipeline.kafka());
        this.redis = pipeline.redis(REDIS_DATABASE);
        this.secondRedis = pipeline.redis(SECOND_REDIS_DATABASE);
    }

    @BeforeEach
    void copy() throws SQLException {
        sql(
                "CREATE DATABASE " + DATABASE,
                "USE " + DATABASE,
                "CREATE TABLE users (id INT AUTO_INCREMENT PRIMARY KEY, v INT)",
                "INSERT INTO users (v) VALUES (1), (1), (1), (1), (1), (1), (1), (1)");
        pipeline.post(pipeline.sourceOf(DATABASE, Map.of()));
        pipeline.post(sink());
        awaitCopyIn(redis);
    }

    @AfterEach
    void removeAll() throws Exception {
        pipeline.remove(List.of(SINK, SECOND_SINK));
        for (String source : List.of(SOURCE, SECOND_SOURCE)) {
            if (pipeline.connect().connectors().contains(source)) {
                stop(source);
                pipeline.connect().resetOffsets(source);
                pipeline.remove(List.of(source));
            }
        }
        admin.deleteTopics(admin.listTopics().names().get().stream()
                        .filter(topic -> topic.matches("(.*\\.)?moved2?(\\..*)?"))
                        .toList())
                .all()
                .get();
        sql("DROP DATABASE " + DATABASE);
        redis.flushDB();
        secondRedis.flushDB();
        redis.close();
        secondRedis.close();
        admin.close();
        mysql.close();
    }

    @Test
    void morePartitionsComeWithASecondSourceAndASecondSink() throws Exception {
        change();
        pipeline.post(secondSource());
        change();
        pipeline.post(secondSink(SECOND_REDIS_DATABASE));
        change();

        awaitCaughtUp(SECOND_SINK, SECOND, secondRedis);
        awaitCopyIn(secondRedis);
        assertThat(partitions(users(SECOND))).isEqualTo(PARTITIONS);

        pipeline.remove(List.of(SINK, SOURCE));
        change();
        awaitCopyIn(secondRedis);
    }

    @Test
    void theSecondSinkMayTakeOverTheDatabaseOfTheFirst() throws Exception {
        change();
        pipeline.post(secondSource());
        awaitSnapshot(SECOND_SOURCE);
        awaitCaughtUp(SINK, DATABASE, redis);
        change();
        stop(SINK);
        change();
        pipeline.post(secondSink(REDIS_DATABASE));

        awaitCaughtUp(SECOND_SINK, SECOND, redis);
        awaitCopyIn(redis);
    }

    @Test
    @Tag("local")
    void aNewRedisIsFilledFromKafka() throws Exception {
        try (RealRedis another = RealRedis.start()) {
            change();
            Map<String, String> config = new HashMap<>(sink().config());
            config.put("redis.uri", another.uri());
            pipeline.update(new ConnectorFile(SINK, config));
            change();

            awaitCaughtUp(SINK, DATABASE, another.client());
            awaitCopyIn(another.client());
        }
    }

    @Test
    void toStartOverWritesAllRowsAgain() throws Exception {
        change();
        stop(SINK);
        redis.flushDB();
        pipeline.connect().resetOffsets(SINK);
        change();
        pipeline.connect().resume(SINK);

        awaitCopyIn(redis);
    }

    @Test
    void toStartOverCorrectsRowsThatAreWrongAndLeavesThoseThatKafkaDoesNotKnow() throws Exception {
        awaitCaughtUp(SINK, DATABASE, redis);
        stop(SINK);
        redis.hset("users:2", "v", "wrong");
        redis.hset("users:777", "v", "unknown");
        pipeline.connect().resetOffsets(SINK);
        pipeline.connect().resume(SINK);

        await().atMost(LONGEST).until(() -> redis.hget("users:2", "v").equals("1"));
        assertThat(redis.hget("users:777", "v")).isEqualTo("unknown");
    }

    private ConnectorFile sink() {
        return pipeline.sinkOf(DATABASE, SINK, REDIS_DATABASE, Map.of("tasks.max", "2"));
    }

    private ConnectorFile secondSource() {
        Map<String, String> config = new HashMap<>(
                pipeline.sourceOf(DATABASE, Map.of("topic.creation.default.partitions", Integer.toString(PARTITIONS)))
                        .config());
        config.put("topic.prefix", SECOND);
        config.put("schema.history.internal.kafka.topic", SECOND + ".schema-history");
        config.put("signal.kafka.topic", SECOND + ".signals");
        config.put("signal.kafka.groupId", SECOND + ".signals");
        return new ConnectorFile(SECOND_SOURCE, config);
    }

    private ConnectorFile secondSink(int redisDatabase) {
        return pipeline.sinkOf(
                DATABASE,
                SECOND_SINK,
                redisDatabase,
                Map.of("topics.regex", "moved2\\.moved\\..+|__debezium-heartbeat\\.moved2", "tasks.max", "3"));
    }

    /** Every row in some way, and rows that come and go. */
    private void change() throws SQLException {
        sql(
                "UPDATE users SET v = v + 1",
                "INSERT INTO users (v) VALUES (1), (1)",
                "DELETE FROM users ORDER BY id LIMIT 1",
                "UPDATE users SET id = id + 1000 ORDER BY id LIMIT 1");
    }

    /** As the page says: its offsets do not tell of a snapshot any more. */
    private void awaitSnapshot(String source) {
        await("the snapshot is done").atMost(LONGEST).until(() -> {
            JsonNode offsets = pipeline.connect().offsets(source).get("offsets");
            return !offsets.isEmpty() && !offsets.get(0).get("offset").has("snapshot");
        });
    }

    /** As the page says: no lag, and a heartbeat that is newer than this call. */
    private void awaitCaughtUp(String sink, String topicPrefix, Jedis redis) {
        long now = System.currentTimeMillis();
        String heartbeat = "__connect:%s:__debezium-heartbeat.%s:0".formatted(sink, topicPrefix);
        await(sink + " has caught up").atMost(LONGEST).until(() -> {
            String committedAt = redis.hget(heartbeat, "committed_at");
            return committedAt != null && Long.parseLong(committedAt) > now && lag(sink, users(topicPrefix)) == 0;
        });
    }

    /** In records. */
    private long lag(String sink, String topic) throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets("connect-" + sink)
                .partitionsToOffsetAndMetadata()
                .get();
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (int number = 0; number < partitions(topic); number++) {
            latest.put(new TopicPartition(topic, number), OffsetSpec.latest());
        }
        return admin.listOffsets(latest).all().get().entrySet().stream()
                .mapToLong(end -> end.getValue().offset()
                        - Optional.ofNullable(committed.get(end.getKey()))
                                .map(OffsetAndMetadata::offset)
                                .orElse(0L))
                .sum();
    }

    private void awaitCopyIn(Jedis redis) {
        await("Redis is a copy of MySQL")
                .atMost(LONGEST)
                .untilAsserted(() -> assertThat(
                                CopyCheck.compare(mysql, redis, DATABASE).differences())
                        .isEmpty());
    }

    private static String users(String topicPrefix) {
        return "%s.%s.users".formatted(topicPrefix, DATABASE);
    }

    private int partitions(String topic) throws InterruptedException, ExecutionException {
        return admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .get(topic)
                .partitions()
                .size();
    }

    private void stop(String connector) {
        pipeline.connect().stop(connector);
        await().atMost(LONGEST).until(() -> pipeline.connect().isStopped(connector));
    }

    private void sql(String... statements) throws SQLException {
        Sql.run(mysql, statements);
    }
}
