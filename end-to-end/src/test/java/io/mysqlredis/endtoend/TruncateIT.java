package io.mysqlredis.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mysqlredis.pipeline.ConnectorFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.Jedis;

/** A {@code TRUNCATE} passes from MySQL to the sink, which does with it what its configuration says. */
@ExtendWith(SharedPipeline.class)
class TruncateIT {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final String DATABASE = "truncates";
    private static final int ROWS = 3_000;

    private static final String APPLYING = "truncates-applied";
    private static final String IGNORING = "truncates-ignored";
    private static final String FAILING = "truncates-refused";
    private static final String TOO_MANY_PARTITIONS = "truncates-of-many-partitions";

    private static final int APPLIED = 5;
    private static final int IGNORED = 6;
    private static final int REFUSED = 7;

    private final Pipeline pipeline;

    TruncateIT(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    @BeforeAll
    static void truncate(Pipeline pipeline) throws SQLException {
        try (Connection mysql = pipeline.connection()) {
            Sql.run(
                    mysql,
                    "CREATE DATABASE " + DATABASE,
                    "USE " + DATABASE,
                    "SET cte_max_recursion_depth = 10000",
                    "CREATE TABLE emptied (id INT PRIMARY KEY, v VARCHAR(9))",
                    // In the pattern language of Redis's SCAN it would mean the other two as well.
                    "CREATE TABLE `empt*` (id INT PRIMARY KEY)",
                    "CREATE TABLE emptied_not (id INT PRIMARY KEY)",
                    "INSERT INTO emptied_not VALUES (1), (2)",
                    "INSERT INTO `empt*` VALUES (1)",
                    numbers(1, ROWS));
            // Before any of the topics exists; they are made with one partition each.
            pipeline.post(pipeline.sourceOf(DATABASE, Map.of("topic.creation.default.partitions", "1")));
            pipeline.post(pipeline.sinkOf(DATABASE, APPLYING, APPLIED, Map.of("truncate", "apply")));
            awaitKeys(pipeline, APPLIED, ROWS + 3);
            Sql.run(
                    mysql,
                    "TRUNCATE TABLE emptied",
                    "TRUNCATE TABLE `empt*`",
                    "INSERT INTO emptied VALUES (2, 'again'), (5000, 'new')",
                    "INSERT INTO `empt*` VALUES (7)",
                    "INSERT INTO emptied_not VALUES (3)");
        }
    }

    @AfterAll
    static void stop(Pipeline pipeline) {
        pipeline.remove(List.of(APPLYING, IGNORING, FAILING, TOO_MANY_PARTITIONS, DATABASE + "-source"));
    }

    @Test
    void appliedItRemovesTheRowsOfItsTableThatWereThereBefore() {
        awaitKeys(pipeline, APPLIED, 6);

        try (Jedis redis = pipeline.redis(APPLIED)) {
            assertThat(Pipeline.dataKeys(redis))
                    .isEqualTo(Set.of(
                            "emptied:2", "emptied:5000", "empt*:7", "emptied_not:1", "emptied_not:2", "emptied_not:3"));
            assertThat(redis.hgetAll("emptied:2")).isEqualTo(Map.of("id", "2", "v", "again"));
        }
        assertThat(pipeline.connect().isRunning(APPLYING)).isTrue();
    }

    @Test
    void ignoredItLeavesAllRowsWhereTheyAre() {
        pipeline.post(pipeline.sinkOf(DATABASE, IGNORING, IGNORED, Map.of("truncate", "ignore")));

        awaitKeys(pipeline, IGNORED, ROWS + 6);
        try (Jedis redis = pipeline.redis(IGNORED)) {
            assertThat(redis.hgetAll("emptied:2")).isEqualTo(Map.of("id", "2", "v", "again"));
            assertThat(redis.exists("emptied:" + ROWS, "empt*:1")).isEqualTo(2);
        }
        assertThat(pipeline.connect().isRunning(IGNORING)).isTrue();
    }

    @Test
    void unlessToldItStopsTheSinkAndSaysWhatToDo() {
        String topic = DATABASE + "." + DATABASE + ".emptied";
        ConnectorFile sink = pipeline.sinkOf(DATABASE, FAILING, REFUSED, Map.of("topics.regex", topic));
        pipeline.connect().create(sink);

        pipeline.awaitFailure(
                FAILING,
                // After the rows.
                topic + "-0@" + ROWS + ": the record cannot be applied: TRUNCATE of table truncates.emptied",
                "truncate=apply",
                "truncate=ignore",
                "DELETE");
    }

    @Test
    void itIsNotAppliedToTopicsOfSeveralPartitions() throws SQLException {
        pipeline.sql("CREATE TABLE not_emptied (id INT PRIMARY KEY)", "INSERT INTO not_emptied VALUES (1)");
        pipeline.awaitCopy();

        pipeline.connect()
                .create(pipeline.sinkOf(
                        DATABASE,
                        TOO_MANY_PARTITIONS,
                        REFUSED,
                        Map.of("topics.regex", "mysql\\.shop\\.not_emptied", "truncate", "apply")));

        pipeline.awaitFailure(
                TOO_MANY_PARTITIONS, "truncate=apply needs topics of one partition", "mysql.shop.not_emptied-");
    }

    private static void awaitKeys(Pipeline pipeline, int database, long keys) {
        await(keys + " keys in database " + database).atMost(LONGEST).untilAsserted(() -> {
            try (Jedis redis = pipeline.redis(database)) {
                assertThat(Pipeline.dataKeys(redis)).hasSize((int) keys);
            }
        });
    }

    private static String numbers(int first, int last) {
        return "INSERT INTO emptied WITH RECURSIVE n (id) AS (SELECT %d UNION ALL SELECT id + 1 FROM n WHERE id < %d)"
                        .formatted(first, last)
                + " SELECT id, 'old' FROM n";
    }
}
