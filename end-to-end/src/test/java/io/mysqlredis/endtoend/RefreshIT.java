package io.mysqlredis.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mysqlredis.pipeline.ConnectorFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.Jedis;

/** What docs/refreshing-rows.md tells: rows are read again from MySQL when a signal asks for them. */
@ExtendWith(SharedPipeline.class)
class RefreshIT {

    private static final String DATABASE = "refreshed";
    private static final int REDIS_DATABASE = 9;
    private static final String SINK = "refreshed-sink";
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final String CONDITION =
            ",\"additional-conditions\":[{\"data-collection\":\"refreshed\\\\.users\",\"filter\":\"%s\"}]";

    private final Pipeline pipeline;
    private final Connection mysql;
    private final Jedis redis;

    RefreshIT(Pipeline pipeline) throws SQLException {
        this.pipeline = pipeline;
        this.mysql = pipeline.connection();
        this.redis = pipeline.redis(REDIS_DATABASE);
    }

    @BeforeAll
    static void copy(Pipeline pipeline) throws Exception {
        try (Connection mysql = pipeline.connection();
                Admin admin = Admin.create(pipeline.kafka())) {
            admin.createTopics(List.of(new NewTopic(DATABASE + ".signals", 1, (short) 1)
                            .configs(Map.of("cleanup.policy", "delete"))))
                    .all()
                    .get();
            Sql.run(
                    mysql,
                    "CREATE DATABASE " + DATABASE,
                    "USE " + DATABASE,
                    "CREATE TABLE users (id INT PRIMARY KEY, team INT, name VARCHAR(20))",
                    "INSERT INTO users VALUES (1, 7, 'Ada'), (2, 7, 'Bo'), (3, 8, 'Cy')",
                    "CREATE TABLE existing (id INT PRIMARY KEY, v INT)",
                    "INSERT INTO existing VALUES (1, 1), (2, 2)");
        }
        pipeline.post(source(pipeline, DATABASE + "\\.users"));
        pipeline.post(pipeline.sinkOf(DATABASE, SINK, REDIS_DATABASE, Map.of()));
        try (Jedis redis = pipeline.redis(REDIS_DATABASE)) {
            await().atMost(LONGEST).until(() -> Pipeline.dataKeys(redis).size() == 3);
        }
    }

    /** Of one partition a topic, so that a later change is seen later. */
    private static ConnectorFile source(Pipeline pipeline, String tables) {
        return pipeline.sourceOf(
                DATABASE,
                Map.of(
                        "table.include.list", tables,
                        "database.server.id", "300000",
                        "topic.creation.default.partitions", "1"));
    }

    @AfterEach
    void close() throws SQLException {
        redis.close();
        mysql.close();
    }

    @AfterAll
    static void stop(Pipeline pipeline) {
        pipeline.remove(List.of(SINK, DATABASE + "-source"));
    }

    @Test
    void aTableThatWasThereBeforeIsBroughtIn() throws Exception {
        pipeline.update(source(pipeline, DATABASE + "\\.(users|existing)"));
        Sql.run(mysql, "UPDATE refreshed.existing SET v = 3 WHERE id = 2");
        awaitHash("existing:2", Map.of("id", "2", "v", "3"));
        assertThat(redis.exists("existing:1")).isFalse();

        signal("existing", "");

        awaitHash("existing:1", Map.of("id", "1", "v", "1"));
        awaitHash("existing:2", Map.of("id", "2", "v", "3"));
    }

    @Test
    void aTableIsReadAgain() throws Exception {
        redis.del("users:1", "users:2", "users:3");

        signal("users", "");

        await().atMost(LONGEST).until(() -> redis.exists("users:1", "users:2", "users:3") == 3);
    }

    @Test
    void oneRowIsReadAgain() throws Exception {
        spoilNames();

        signal("users", CONDITION.formatted("id = 2"));

        awaitName(2, "Bo");
        awaitLaterChange();
        assertThat(names()).containsExactly("spoilt", "Bo", "spoilt");
    }

    @Test
    void theRowsOfOneTeamAreReadAgain() throws Exception {
        spoilNames();

        signal("users", CONDITION.formatted("team = 7"));

        awaitName(2, "Bo");
        awaitLaterChange();
        assertThat(names()).containsExactly("Ada", "Bo", "spoilt");
    }

    @Test
    void aDeleteThatWasMissedIsNotFound() throws Exception {
        Sql.run(mysql, "INSERT INTO refreshed.users VALUES (4, 9, 'Di')");
        awaitName(4, "Di");
        Sql.run(mysql, "SET sql_log_bin = 0", "DELETE FROM refreshed.users WHERE id = 4", "SET sql_log_bin = 1");
        spoilNames();

        signal("users", "");

        awaitName(3, "Cy");
        awaitLaterChange();
        assertThat(redis.exists("users:4")).isTrue();
        redis.del("users:4");
    }

    /** As by hand, or by a Redis that lost some writes. */
    private void spoilNames() {
        for (int id = 1; id <= 3; id++) {
            redis.hset("users:" + id, "name", "spoilt");
        }
    }

    private List<String> names() {
        return List.of(redis.hget("users:1", "name"), redis.hget("users:2", "name"), redis.hget("users:3", "name"));
    }

    private void awaitName(int id, String name) {
        await("users:" + id).atMost(LONGEST).until(() -> name.equals(redis.hget("users:" + id, "name")));
    }

    private void awaitHash(String key, Map<String, String> hash) {
        await(key)
                .atMost(LONGEST)
                .untilAsserted(() -> assertThat(redis.hgetAll(key)).isEqualTo(hash));
    }

    /** What the snapshot reads is in the topic before it. */
    private void awaitLaterChange() throws SQLException {
        Sql.run(mysql, "REPLACE INTO refreshed.users VALUES (99, 0, 'later')");
        awaitName(99, "later");
        Sql.run(mysql, "DELETE FROM refreshed.users WHERE id = 99");
        await().atMost(LONGEST).until(() -> !redis.exists("users:99"));
    }

    private void signal(String table, String conditions) throws Exception {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(pipeline.kafka(), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(
                            DATABASE + ".signals",
                            DATABASE,
                            "{\"type\":\"execute-snapshot\",\"data\":{\"type\":\"incremental\",\"data-collections\":[\"refreshed\\\\."
                                    + table + "\"]" + conditions + "}}"))
                    .get();
        }
    }
}
