package io.mysqlredis.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mysqlredis.endtoend.servers.Format;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.Jedis;

/** Either converter for Avro reads what the other wrote, and NULL stays NULL with both. */
@WithRegistry
class AvroConvertersIT {

    private static final int REDIS_DATABASE = 13;

    private final Pipeline pipeline;

    AvroConvertersIT(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    @ParameterizedTest
    @CsvSource({
        "confluents, AVRO, AVRO_APICURIO",
        "apicurios, AVRO_APICURIO, AVRO",
        "apicurios_own, AVRO_APICURIO, AVRO_APICURIO"
    })
    void eitherReadsWhatTheOtherWrote(String database, Format writer, Format reader) throws SQLException {
        try (Connection mysql = pipeline.connection()) {
            Sql.run(
                    mysql,
                    "CREATE DATABASE " + database,
                    "USE " + database,
                    "CREATE TABLE t (id INT PRIMARY KEY, a INT DEFAULT 5, b DECIMAL(9, 2), c VARBINARY(9) DEFAULT 'x')",
                    "INSERT INTO t VALUES (1, NULL, 1.50, NULL), (2, 6, NULL, X'00FF')");
            pipeline.post(pipeline.sourceOf(database, settings(writer, Pipeline.SOURCE)));
            pipeline.post(
                    pipeline.sinkOf(database, database + "-sink", REDIS_DATABASE, settings(reader, Pipeline.SINK)));
            awaitHash("t:1", Map.of("id", "1", "b", "1.50"));
            Sql.run(mysql, "UPDATE t SET a = 7 WHERE id = 1", "UPDATE t SET a = NULL, c = NULL WHERE id = 2");
            awaitHash("t:1", Map.of("id", "1", "a", "7", "b", "1.50"));
            awaitHash("t:2", Map.of("id", "2"));
        } finally {
            pipeline.remove(List.of(database + "-source", database + "-sink"));
            try (Jedis redis = pipeline.redis(REDIS_DATABASE)) {
                redis.flushDB();
            }
        }
    }

    /** What the files of formats differ in. */
    private Map<String, String> settings(Format format, String connector) {
        Map<String, String> settings =
                new HashMap<>(pipeline.shipped(format, connector).config());
        settings.keySet().removeIf(setting -> !setting.matches("(key|value)\\.converter.*|transforms.*"));
        return settings;
    }

    private void awaitHash(String key, Map<String, String> hash) {
        await(key).atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            try (Jedis redis = pipeline.redis(REDIS_DATABASE)) {
                assertThat(redis.hgetAll(key)).isEqualTo(hash);
            }
        });
    }
}
