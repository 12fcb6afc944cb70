package io.mysqlredis.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mysqlredis.pipeline.ConnectorFile;
import io.mysqlredis.stack.ServerName;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** A schema that the registry refuses, and a record whose schema nobody knows, stop what meets them; no other record is lost. */
@WithRegistry
class AvroBadRecordsIT {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int REDIS_DATABASE = 12;
    private static final String DEAD_LETTERS = "unknown-schemas";
    /** As no registry has given away. */
    private static final int UNKNOWN_ID = 2_000_000_000;

    private final Pipeline pipeline;

    AvroBadRecordsIT(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    @AfterEach
    void stop() {
        pipeline.remove(List.of("refused-source", "refused-sink", "unknown-source", "unknown-sink"));
        try (Jedis redis = pipeline.redis(REDIS_DATABASE)) {
            redis.flushDB();
        }
    }

    @Test
    void aSchemaThatTheRegistryRefusesStopsTheSourceUntilItIsTaken() throws Exception {
        String subject = "refused.refused.members-value";
        copy("refused", Map.of());
        RegistryApi registry = RegistryApi.of(pipeline);
        registry.setCompatibility(subject, "BACKWARD");

        sql("INSERT INTO refused.members VALUES (2)", "ALTER TABLE refused.members ADD COLUMN v INT NOT NULL");
        sql("INSERT INTO refused.members VALUES (3, 3)");
        pipeline.awaitFailure(
                "refused-source",
                "Failed to serialize Avro data from topic refused.refused.members",
                "the schema registry refuses the table's new schema: set the compatibility of its subject to NONE");
        sql("UPDATE refused.members SET v = 1 WHERE id = 1");
        awaitKeys(Set.of("members:1", "members:2"));

        registry.setCompatibility(subject, "NONE");
        pipeline.connect().restartFailed("refused-source");

        awaitKeys(Set.of("members:1", "members:2", "members:3"));
        awaitField("members:1", "v", "1");
    }

    @Test
    void aRecordWithAnUnknownSchemaStopsTheSinkOrGoesToTheDeadLetterQueue() throws Exception {
        copy("unknown", Map.of("topic.creation.default.partitions", "1"));
        byte[] unknown = ByteBuffer.allocate(10)
                .put((byte) 0)
                .putInt(UNKNOWN_ID)
                .put(new byte[5])
                .array();
        long offset;
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(pipeline.kafka(), new ByteArraySerializer(), new ByteArraySerializer())) {
            offset = producer.send(new ProducerRecord<>("unknown.unknown.members", key(), unknown))
                    .get()
                    .offset();
        }
        sql("INSERT INTO unknown.members VALUES (2)");
        pipeline.awaitFailure(
                "unknown-sink",
                "Failed to deserialize data for topic unknown.unknown.members to Avro",
                "Error retrieving Avro value schema for id " + UNKNOWN_ID,
                "errors.tolerance=all and a dead-letter queue; the worker's log has its offset");
        assertThat(pipeline.log(ServerName.CONNECT))
                .contains("{topic='unknown.unknown.members', partition=0, offset=%d,".formatted(offset));

        ConnectorFile sink = pipeline.sinkOf("unknown", "unknown-sink", REDIS_DATABASE, Map.of());
        Map<String, String> tolerant = new HashMap<>(sink.config());
        tolerant.putAll(Map.of(
                "errors.tolerance", "all",
                "errors.deadletterqueue.topic.name", DEAD_LETTERS,
                "errors.deadletterqueue.topic.replication.factor", "1",
                "errors.deadletterqueue.context.headers.enable", "true"));
        pipeline.update(new ConnectorFile("unknown-sink", tolerant));

        awaitKeys(Set.of("members:1", "members:2"));
        assertThat(deadLetter().value()).isEqualTo(unknown);
        assertThat(pipeline.connect().isRunning("unknown-sink")).isTrue();
    }

    /** A database of that name with one row, and connectors that have copied it. */
    private void copy(String database, Map<String, String> source) throws SQLException {
        sql(
                "CREATE DATABASE " + database,
                "CREATE TABLE %s.members (id INT PRIMARY KEY)".formatted(database),
                "INSERT INTO %s.members VALUES (1)".formatted(database));
        pipeline.post(pipeline.sourceOf(database, source));
        pipeline.post(pipeline.sinkOf(database, database + "-sink", REDIS_DATABASE, Map.of()));
        awaitKeys(Set.of("members:1"));
    }

    /** Of a row, as the topic has it. */
    private byte[] key() {
        return read("unknown.unknown.members").key();
    }

    private ConsumerRecord<byte[], byte[]> deadLetter() {
        return read(DEAD_LETTERS);
    }

    private ConsumerRecord<byte[], byte[]> read(String topic) {
        Map<String, Object> settings = new HashMap<>(pipeline.kafka());
        settings.put("group.id", "reader-of-" + topic);
        settings.put("auto.offset.reset", "earliest");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            return await("a record in " + topic)
                    .atMost(LONGEST)
                    .until(() -> consumer.poll(Duration.ofMillis(200)), records -> !records.isEmpty())
                    .iterator()
                    .next();
        }
    }

    private void awaitKeys(Set<String> keys) {
        await("keys").atMost(LONGEST).untilAsserted(() -> {
            try (Jedis redis = pipeline.redis(REDIS_DATABASE)) {
                assertThat(Pipeline.dataKeys(redis)).isEqualTo(keys);
            }
        });
    }

    private void awaitField(String key, String field, String value) {
        await(key).atMost(LONGEST).untilAsserted(() -> {
            try (Jedis redis = pipeline.redis(REDIS_DATABASE)) {
                assertThat(redis.hget(key, field)).isEqualTo(value);
            }
        });
    }

    private void sql(String... statements) throws SQLException {
        try (Connection mysql = pipeline.connection()) {
            Sql.run(mysql, statements);
        }
    }
}
