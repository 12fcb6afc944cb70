package io.mysqlredis.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mysqlredis.pipeline.ConnectorFile;
import io.mysqlredis.pipeline.PipelineException;
import io.mysqlredis.stack.ServerName;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** The main job: whatever happens to rows in MySQL, Redis ends up as their copy. */
class CopyIT {

    private static final int MEGABYTE = 1 << 20;

    private static Pipeline pipeline;

    @BeforeAll
    static void start() throws SQLException {
        pipeline = Pipeline.start(
                "end-to-end",
                """
                CREATE TABLE snapshot (
                    id BIGINT UNSIGNED PRIMARY KEY, small TINYINT, flag BIT(1), bits BIT(12), amount DECIMAL(20, 4),
                    ratio FLOAT, exact DOUBLE, name VARCHAR(50), bytes VARBINARY(20), day DATE, at DATETIME(6),
                    stamp TIMESTAMP(3) NULL, time TIME(6), year YEAR, size ENUM ('s', 'm'), tags SET ('a', 'b', 'c'),
                    document JSON, nothing VARCHAR(10) DEFAULT 'a default', text LONGTEXT CHARACTER SET latin1)""",
                SNAPSHOT_ROW.formatted("18446744073709551615"),
                "INSERT INTO snapshot (id, nothing) VALUES (1, NULL)",
                "CREATE TABLE empty_at_first (id INT PRIMARY KEY, v VARCHAR(10))");
    }

    private static final String SNAPSHOT_ROW = """
            INSERT INTO snapshot VALUES (%s, -128, b'1', b'101010101010', -12345678901234.5600,
                0.1, 0.1, 'Zoë 🚀', X'00FF7F', '2024-02-29', '2024-02-29 12:34:56.000100',
                '2024-02-29 12:34:56.780', '-838:59:59', 2024, 'm', 'a,c',
                '{"a": [1, 2.5, null], "ü": "🚀"}', NULL, 'café')""";

    @AfterAll
    static void stop() throws SQLException {
        if (pipeline != null) {
            pipeline.close();
        }
    }

    @Test
    void rowsThatWereThereBeforeAreCopied() {
        pipeline.awaitCopy();

        assertThat(pipeline.hash("snapshot:18446744073709551615"))
                .containsEntry("amount", "-12345678901234.5600")
                .containsEntry("name", "Zoë 🚀")
                .containsEntry("time", "-838:59:59")
                .containsEntry("flag", "true")
                .containsEntry("bits", "2730")
                .doesNotContainKey("nothing");
        assertThat(pipeline.hash("snapshot:1")).containsOnlyKeys("id");
    }

    @Test
    void theSameRowFromTheBinlogLooksTheSame() throws SQLException {
        pipeline.sql(SNAPSHOT_ROW.formatted("9223372036854775808"));
        pipeline.awaitCopy();

        Map<String, String> fromSnapshot = pipeline.hash("snapshot:18446744073709551615");
        Map<String, String> fromBinlog = pipeline.hash("snapshot:9223372036854775808");
        // The source leaves white space out of a document that it reads from the binlog.
        assertThat(fromBinlog.remove("document")).isEqualToIgnoringWhitespace("{\"a\":[1,2.5,null],\"ü\":\"🚀\"}");
        fromSnapshot.remove("document");
        fromSnapshot.put("id", "9223372036854775808");
        assertThat(fromBinlog).isEqualTo(fromSnapshot);
    }

    @Test
    void insertUpdateAndDeleteArrive() throws SQLException {
        pipeline.sql(
                "CREATE TABLE changes (id INT AUTO_INCREMENT PRIMARY KEY, v VARCHAR(10))",
                "INSERT INTO changes (v) VALUES ('a'), ('b'), ('c')");
        pipeline.awaitCopy();

        pipeline.sql("UPDATE changes SET v = 'x' WHERE id = 2", "DELETE FROM changes WHERE id = 3");
        pipeline.awaitCopy();

        assertThat(pipeline.hash("changes:2")).isEqualTo(Map.of("id", "2", "v", "x"));
        assertThat(pipeline.hash("changes:3")).isEmpty();
    }

    @Test
    void aPrimaryKeyUpdateMovesTheRow() throws SQLException {
        pipeline.sql(
                "CREATE TABLE moves (a VARCHAR(10), b INT, v INT, PRIMARY KEY (a, b))",
                "INSERT INTO moves VALUES ('x:y', 1, 7), ('x', 2, 8)");
        pipeline.awaitCopy();
        assertThat(pipeline.hash("moves:x\\:y:1")).containsEntry("v", "7");

        pipeline.sql("UPDATE moves SET b = b + 10");
        pipeline.awaitCopy();

        assertThat(pipeline.hash("moves:x\\:y:1")).isEmpty();
        assertThat(pipeline.hash("moves:x\\:y:11")).containsEntry("v", "7");
    }

    @Test
    void twoRowsThatSwapTheirKeysEndUpSwapped() throws SQLException {
        pipeline.sql(
                "CREATE TABLE swaps (id INT PRIMARY KEY, v VARCHAR(10))",
                "INSERT INTO swaps VALUES (1, 'a'), (2, 'b')");
        pipeline.sql(
                "BEGIN",
                "UPDATE swaps SET id = 3 WHERE id = 1",
                "UPDATE swaps SET id = 1 WHERE id = 2",
                "UPDATE swaps SET id = 2 WHERE id = 3",
                "COMMIT");
        pipeline.awaitCopy();

        assertThat(pipeline.hash("swaps:1")).containsEntry("v", "b");
        assertThat(pipeline.hash("swaps:2")).containsEntry("v", "a");
        assertThat(pipeline.hash("swaps:3")).isEmpty();
    }

    @Test
    void aColumnThatBecomesNullLeavesTheHash() throws SQLException {
        pipeline.sql(
                "CREATE TABLE nulls (id INT PRIMARY KEY, v VARCHAR(10) DEFAULT 'a default')",
                "INSERT INTO nulls VALUES (1, 'a')");
        pipeline.awaitCopy();

        pipeline.sql("UPDATE nulls SET v = NULL");
        pipeline.awaitCopy();

        assertThat(pipeline.hash("nulls:1")).isEqualTo(Map.of("id", "1"));
    }

    @Test
    void aTableThatWasEmptyGetsItsTopicAndItsKeysLater() throws SQLException {
        pipeline.awaitCopy();

        pipeline.sql("INSERT INTO empty_at_first VALUES (1, 'late')");
        pipeline.awaitCopy();

        assertThat(pipeline.hash("empty_at_first:1")).containsEntry("v", "late");
    }

    @Test
    void aNewTableIsPickedUpWithinSeconds() throws SQLException {
        pipeline.sql("CREATE TABLE brand_new (id INT PRIMARY KEY)", "INSERT INTO brand_new VALUES (1)");

        await().atMost(Duration.ofSeconds(15))
                .until(() -> !pipeline.hash("brand_new:1").isEmpty());
    }

    @Test
    void columnsThatComeAndGoAreFollowedAsRowsAreWritten() throws SQLException {
        pipeline.sql(
                "CREATE TABLE altered (id INT PRIMARY KEY, a INT, b INT)",
                "INSERT INTO altered VALUES (1, 10, 20)",
                "ALTER TABLE altered DROP COLUMN a, ADD COLUMN c VARCHAR(10) NOT NULL DEFAULT 'new'",
                "UPDATE altered SET b = 21");
        pipeline.awaitCopy();

        assertThat(pipeline.hash("altered:1")).isEqualTo(Map.of("id", "1", "b", "21", "c", "new"));
    }

    @Test
    void aRowThatIsInsertedAndDeletedInOneTransactionLeavesNothing() throws SQLException {
        pipeline.sql(
                "CREATE TABLE brief (id INT PRIMARY KEY)",
                "BEGIN",
                "INSERT INTO brief VALUES (1), (2)",
                "DELETE FROM brief WHERE id = 1",
                "COMMIT");
        await().until(() -> !pipeline.hash("brief:2").isEmpty());
        pipeline.awaitCopy();

        assertThat(pipeline.hash("brief:1")).isEmpty();
    }

    @Test
    void aLargeTransactionArrivesWhole() throws SQLException {
        pipeline.sql("CREATE TABLE large (id INT PRIMARY KEY, v VARCHAR(20))", "BEGIN");
        try (PreparedStatement insert = pipeline.prepare("INSERT INTO large VALUES (?, ?)")) {
            for (int i = 0; i < 5_000; i++) {
                insert.setInt(1, i);
                insert.setString(2, "row " + i);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        pipeline.sql("UPDATE large SET v = 'updated' WHERE id % 2 = 0", "DELETE FROM large WHERE id % 3 = 0", "COMMIT");

        pipeline.awaitCopy();
    }

    @Test
    void aRowOfSixteenMegabytesInTwoColumnsIsCopied() throws SQLException {
        byte[] blob = new byte[8 * MEGABYTE];
        new Random(1).nextBytes(blob);
        pipeline.sql("CREATE TABLE huge (id INT PRIMARY KEY, v LONGBLOB, t LONGTEXT, n INT)");
        try (PreparedStatement insert = pipeline.prepare("INSERT INTO huge VALUES (1, ?, ?, 1)")) {
            insert.setBytes(1, blob);
            insert.setString(2, "ü".repeat(4 * MEGABYTE));
            insert.execute();
        }
        // Its record holds the row twice, before and after.
        pipeline.sql("UPDATE huge SET n = 2");

        pipeline.awaitCopy();
        try (Jedis redis = pipeline.redis()) {
            assertThat(redis.hget("huge:1".getBytes(StandardCharsets.UTF_8), "v".getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo(blob);
        }
        pipeline.sql("DELETE FROM huge");
        pipeline.awaitCopy();
    }

    @Test
    void changesMadeWhileRedisIsDownArriveOnceItIsBack() throws SQLException {
        pipeline.sql("CREATE TABLE outage (id INT PRIMARY KEY, v INT)", "INSERT INTO outage VALUES (1, 1), (2, 1)");
        pipeline.awaitCopy();

        pipeline.stack().server(ServerName.REDIS).kill();
        pipeline.sql("UPDATE outage SET v = 2", "DELETE FROM outage WHERE id = 2", "INSERT INTO outage VALUES (3, 3)");
        pipeline.stack().server(ServerName.REDIS).start();

        pipeline.awaitCopy();
        assertThat(pipeline.hash("outage:1")).containsEntry("v", "2");
        assertThat(pipeline.connect().isRunning("redis-sink")).isTrue();
    }

    @Test
    void aRecordThatCannotBeAppliedStopsItsSinkAndNamesItsPosition() throws Exception {
        pipeline.sql("CREATE TABLE unrelated (id INT PRIMARY KEY)", "INSERT INTO unrelated VALUES (1)");
        pipeline.awaitCopy();
        String topic = "poison";
        try (KafkaProducer<byte[], byte[]> producer = producer();
                var admin = Admin.create(kafka())) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
            producer.send(new ProducerRecord<>(
                            topic,
                            utf8("{\"schema\":null,\"payload\":null}"),
                            utf8("{\"schema\":" + "{\"type\":\"string\"},\"payload\":\"no change event\"}")))
                    .get();
        }
        Map<String, String> config =
                new HashMap<>(pipeline.shipped("redis-sink").config());
        config.put("topics.regex", topic);
        config.put("tasks.max", "1");
        pipeline.connect().create(new ConnectorFile("poison-sink", config));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThatThrownBy(() -> pipeline.connect().isRunning("poison-sink"))
                        .isInstanceOf(PipelineException.class)
                        .hasMessageContaining("poison-0@0: the record cannot be applied")
                        .hasMessageContaining("topics.regex"));
        assertThat(pipeline.connect().isRunning("redis-sink")).isTrue();
        pipeline.connect().delete("poison-sink");
    }

    @Test
    void theSourcesTopicsAreMadeAsItsFileSays() throws Exception {
        pipeline.awaitCopy();
        String topic = "mysql.shop.snapshot";
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(kafka())) {
            assertThat(admin.describeTopics(List.of(topic))
                            .allTopicNames()
                            .get()
                            .get(topic)
                            .partitions())
                    .hasSize(4);
            Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
            assertThat(config.get("cleanup.policy").value()).isEqualTo("compact");
            assertThat(config.get("min.compaction.lag.ms").value()).isEqualTo("604800000");
            assertThat(config.get("delete.retention.ms").value()).isEqualTo("604800000");
            assertThat(config.get("max.message.bytes").value()).isEqualTo("67108864");
        }
    }

    @Test
    void yearsBeforeAHundredStayAsTheyAre() throws SQLException {
        pipeline.sql(
                "CREATE TABLE early (id INT PRIMARY KEY, d DATE, t DATETIME(1))",
                "INSERT INTO early VALUES (1, '0050-01-01', '0099-12-31 23:59:59.5')");
        pipeline.awaitCopy();

        assertThat(pipeline.hash("early:1"))
                .containsEntry("d", "0050-01-01")
                .containsEntry("t", "0099-12-31T23:59:59.5");
    }

    @Test
    void validationNamesAWrongAndAnUnreachableRedis() {
        Map<String, String> config =
                new HashMap<>(pipeline.shipped("redis-sink").config());
        assertThat(pipeline.connect().validate(new ConnectorFile("valid", config)))
                .isEmpty();

        config.put("redis.uri", "http://127.0.0.1:1");
        assertThat(pipeline.connect()
                        .validate(new ConnectorFile("wrong", config))
                        .toString())
                .contains("redis.uri")
                .contains("redis://[[user]:password@]host[:port][/database]")
                .doesNotContain("127.0.0.1");
        config.put("redis.uri", "redis://127.0.0.1:1");
        assertThat(pipeline.connect()
                        .validate(new ConnectorFile("unreachable", config))
                        .toString())
                .contains("{\"redis.uri\":[\"Redis at 127.0.0.1:1 cannot be reached: Connection refused\"]}");
    }

    @Test
    void theComparisonFindsEachKindOfDifference() throws SQLException {
        pipeline.sql(
                "CREATE TABLE compared (id INT PRIMARY KEY, a VARCHAR(9), b DECIMAL(5, 2), c BLOB, d TIMESTAMP)",
                "INSERT INTO compared VALUES (1, '', 1.50, X'00FF', '2024-02-29 12:34:56'), (2, NULL, NULL, NULL, NULL)");
        pipeline.awaitCopy();

        assertDifference("compared:1 a", redis -> redis.hdel("compared:1", "a"));
        assertDifference("compared:1 b", redis -> redis.hset("compared:1", "b", "1.5"));
        assertDifference("compared:1 c", redis -> redis.hset(utf8("compared:1"), utf8("c"), new byte[] {0, -2}));
        assertDifference("compared:1 d", redis -> redis.hset("compared:1", "d", "2024-02-29T12:34:57Z"));
        assertDifference("compared:2 a", redis -> redis.hset("compared:2", "a", ""));
        assertDifference("compared:2 x", redis -> redis.hset("compared:2", "x", "1"));
        assertDifference("compared:2", redis -> redis.del("compared:2"));
        assertDifference("compared:2", redis -> redis.set("compared:2", "no hash"));
        assertDifference("compared:3", redis -> redis.hset("compared:3", "id", "3"));
    }

    /** Does damage in Redis, sees that it is found and nothing else is, and undoes it. */
    private static void assertDifference(String where, Consumer<Jedis> damage) throws SQLException {
        String key = where.split(" ", 2)[0];
        try (Jedis redis = pipeline.redis()) {
            byte[] good = redis.dump(key);
            damage.accept(redis);
            assertThat(pipeline.differences()).singleElement().asString().startsWith(where);
            redis.del(key);
            if (good != null) {
                redis.restore(key, 0, good);
            }
            assertThat(pipeline.differences()).isEmpty();
        }
    }

    private static KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(kafka(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", pipeline.endpoints().bootstrapServers());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
