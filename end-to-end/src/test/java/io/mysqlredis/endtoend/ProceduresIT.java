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
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
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
import redis.clients.jedis.params.ClientKillParams;

/** What docs/delivery.md tells to do for more partitions, for a new Redis and to start over, ends in an exact copy. */
@ExtendWith(SharedPipeline.class)
class ProceduresIT {

    /** No test's topics and offsets are another one's. */
    private static final AtomicInteger TESTS = new AtomicInteger();

    private static final int REDIS_DATABASE = 10;
    private static final int SECOND_REDIS_DATABASE = 11;
    private static final int PARTITIONS = 7;
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final String database = "moved" + TESTS.incrementAndGet();
    private final String source = database + "-source";
    private final String sink = database + "-sink";
    private final String second = database + "-again";
    private final String secondSource = second + "-source";
    private final String secondSink = second + "-sink";
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
                "CREATE DATABASE " + database,
                "USE " + database,
                "CREATE TABLE users (id INT AUTO_INCREMENT PRIMARY KEY, v INT)",
                "INSERT INTO users (v) VALUES (1), (1), (1), (1), (1), (1), (1), (1)");
        pipeline.post(pipeline.sourceOf(database, Map.of()));
        pipeline.post(firstSink());
        awaitCopyIn(redis);
    }

    @AfterEach
    void removeAll() throws SQLException {
        pipeline.remove(List.of(sink, secondSink, source, secondSource));
        sql("DROP DATABASE " + database);
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
        pipeline.post(anotherSource());
        change();
        pipeline.post(anotherSink(SECOND_REDIS_DATABASE));
        change();

        awaitCaughtUp(secondSink, second, secondRedis);
        awaitCopyIn(secondRedis);
        assertThat(partitions(users(second))).isEqualTo(PARTITIONS);

        pipeline.remove(List.of(sink, source));
        change();
        awaitCopyIn(secondRedis);
    }

    @Test
    void theSecondSinkMayTakeOverTheDatabaseOfTheFirst() throws Exception {
        change();
        pipeline.post(anotherSource());
        awaitSnapshot(secondSource);
        awaitCaughtUp(sink, database, redis);
        change();
        stop(sink);
        change();
        pipeline.post(anotherSink(REDIS_DATABASE));

        awaitCaughtUp(secondSink, second, redis);
        awaitCopyIn(redis);
    }

    @Test
    // A Redis on this machine's loopback, which containers do not reach.
    @Tag("local")
    void aNewRedisIsFilledFromKafka() throws Exception {
        try (RealRedis another = RealRedis.start()) {
            change();
            Map<String, String> config = new HashMap<>(firstSink().config());
            config.put("redis.uri", another.uri());
            pipeline.update(new ConnectorFile(sink, config));
            change();

            awaitCaughtUp(sink, database, another.client());
            awaitCopyIn(another.client());
        }
    }

    @Test
    void aPasswordFromAFileIsChangedWithoutAStop() throws Exception {
        String user = "rotated";
        redis.aclSetUser(user, "on", "~*", "&*", "+@all", ">old-password");
        try {
            Map<String, String> config = new HashMap<>(firstSink().config());
            config.put("redis.user", user);
            config.put(
                    "redis.password",
                    "${file:%s:password}".formatted(pipeline.secret("redis.properties", "password=old-password")));
            pipeline.update(new ConnectorFile(sink, config));
            await("the sink is logged in")
                    .atMost(LONGEST)
                    .until(() -> !connections(user, redis).isEmpty());
            change();
            awaitCopyIn(redis);

            redis.aclSetUser(user, ">new-password");
            pipeline.secret("redis.properties", "password=new-password");
            change();
            Set<String> former = connections(user, redis);
            pipeline.connect().restart(sink);
            await("every connection is a new one").atMost(LONGEST).until(() -> {
                Set<String> now = connections(user, redis);
                return !now.isEmpty() && Collections.disjoint(now, former);
            });
            redis.aclSetUser(user, "<old-password");
            redis.clientKill(new ClientKillParams().user(user));
            change();

            awaitCopyIn(redis);
            assertThat(pipeline.connect().isRunning(sink)).isTrue();
        } finally {
            pipeline.remove(List.of(sink));
            redis.aclDelUser(user);
        }
    }

    @Test
    void toStartOverWritesAllRowsAgain() throws Exception {
        change();
        stop(sink);
        redis.flushDB();
        pipeline.connect().resetOffsets(sink);
        change();
        pipeline.connect().resume(sink);

        awaitCopyIn(redis);
    }

    @Test
    void toStartOverCorrectsRowsThatAreWrongAndLeavesThoseThatKafkaDoesNotKnow() throws Exception {
        awaitCaughtUp(sink, database, redis);
        stop(sink);
        redis.hset("users:2", "v", "wrong");
        redis.hset("users:777", "v", "unknown");
        pipeline.connect().resetOffsets(sink);
        pipeline.connect().resume(sink);

        await().atMost(LONGEST).until(() -> redis.hget("users:2", "v").equals("1"));
        assertThat(redis.hget("users:777", "v")).isEqualTo("unknown");
    }

    private ConnectorFile firstSink() {
        return pipeline.sinkOf(database, sink, REDIS_DATABASE, Map.of("tasks.max", "2"));
    }

    private ConnectorFile anotherSource() {
        Map<String, String> config = new HashMap<>(
                pipeline.sourceOf(database, Map.of("topic.creation.default.partitions", Integer.toString(PARTITIONS)))
                        .config());
        config.put("topic.prefix", second);
        config.put("schema.history.internal.kafka.topic", second + ".schema-history");
        config.put("signal.kafka.topic", second + ".signals");
        config.put("signal.kafka.groupId", second + ".signals");
        return new ConnectorFile(secondSource, config);
    }

    private ConnectorFile anotherSink(int redisDatabase) {
        return pipeline.sinkOf(
                database,
                secondSink,
                redisDatabase,
                Map.of(
                        "topics.regex",
                        "%s\\.%s\\..+|__debezium-heartbeat\\.%s".formatted(second, database, second),
                        "tasks.max",
                        "3"));
    }

    /** Every row in some way, and rows that come and go. */
    private void change() throws SQLException {
        sql(
                "UPDATE users SET v = v + 1",
                "INSERT INTO users (v) VALUES (1), (1)",
                "DELETE FROM users WHERE id > 0 ORDER BY id LIMIT 1",
                "UPDATE users SET id = -id WHERE id > 0 ORDER BY id LIMIT 1");
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

    /** By their numbers. */
    private static Set<String> connections(String user, Jedis redis) {
        return redis.clientList()
                .lines()
                .filter(connection -> connection.contains(" user=" + user + " "))
                .map(connection -> connection.substring(0, connection.indexOf(' ')))
                .collect(Collectors.toSet());
    }

    private void awaitCopyIn(Jedis redis) {
        await("Redis is a copy of MySQL")
                .atMost(LONGEST)
                .untilAsserted(() -> assertThat(
                                CopyCheck.compare(mysql, redis, database).differences())
                        .isEmpty());
    }

    private String users(String topicPrefix) {
        return "%s.%s.users".formatted(topicPrefix, database);
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
