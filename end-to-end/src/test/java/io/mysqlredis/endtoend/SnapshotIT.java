package io.mysqlredis.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What was there before the connectors is copied as what comes later. */
@ExtendWith(SharedPipeline.class)
class SnapshotIT {

    private static final String SNAPSHOT_ROW = """
            INSERT INTO snapshot VALUES (%s, -128, b'1', b'101010101010', -12345678901234.5600,
                0.1, 0.1, 'Zoë 🚀', X'00FF7F', '2024-02-29', '2024-02-29 12:34:56.000100',
                '2024-02-29 12:34:56.780', '-838:59:59', 2024, 'm', 'a,c',
                '{"a": [1, 2.5, null], "ü": "🚀"}', NULL, 'café')""";

    /** What the shared pipeline runs before it posts the source. */
    static final List<String> THERE_BEFORE = List.of(
            """
            CREATE TABLE snapshot (
                id BIGINT UNSIGNED PRIMARY KEY, small TINYINT, flag BIT(1), bits BIT(12), amount DECIMAL(20, 4),
                ratio FLOAT, exact DOUBLE, name VARCHAR(50), bytes VARBINARY(20), day DATE, at DATETIME(6),
                stamp TIMESTAMP(3) NULL, time TIME(6), year YEAR, size ENUM ('s', 'm'), tags SET ('a', 'b', 'c'),
                document JSON, nothing VARCHAR(10) DEFAULT 'a default', text LONGTEXT CHARACTER SET latin1)""",
            SNAPSHOT_ROW.formatted("18446744073709551615"),
            "INSERT INTO snapshot (id, nothing) VALUES (1, NULL)",
            "CREATE TABLE empty_at_first (id INT PRIMARY KEY, v VARCHAR(10))");

    private final Pipeline pipeline;

    SnapshotIT(Pipeline pipeline) {
        this.pipeline = pipeline;
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
        fromSnapshot.put("id", "9223372036854775808");
        assertThat(fromBinlog).isEqualTo(fromSnapshot);
    }

    @Test
    void aTableThatWasEmptyGetsItsTopicAndItsKeysLater() throws SQLException {
        pipeline.awaitCopy();

        pipeline.sql("INSERT INTO empty_at_first VALUES (1, 'late')");
        pipeline.awaitCopy();

        assertThat(pipeline.hash("empty_at_first:1")).containsEntry("v", "late");
    }

    @Test
    void theSourcesTopicsAreMadeAsItsFileSays() throws Exception {
        pipeline.awaitCopy();
        String topic = "mysql.shop.snapshot";
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(pipeline.kafka())) {
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
}
