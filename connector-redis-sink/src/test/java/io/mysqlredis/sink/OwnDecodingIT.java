package io.mysqlredis.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A task that gets bytes and decodes them itself. */
class OwnDecodingIT extends SinkTaskOnRedis {

    private static final List<SinkRecord> AVRO = RecordedRecords.asBytes("avro-confluent-wire.av.shop.customers");
    private static final List<SinkRecord> JSON = RecordedRecords.asBytes("json-default.shop.shop.customers");

    private RegistryStandIn registry;

    @BeforeEach
    void startRegistry() throws IOException {
        registry = RegistryStandIn.start();
        for (String subject : List.of("customers-key", "customers-value")) {
            String registered = resource("avro-schema.av.shop." + subject + ".json");
            registry.answer("/schemas/ids/" + (subject.endsWith("key") ? 5 : 6), registered);
        }
    }

    @AfterEach
    void stopRegistry() {
        registry.close();
    }

    @Test
    void whatTheConverterMakesOfJsonTheSinkMakesToo() {
        start();
        put(RecordedRecords.of("json-default.shop.shop.customers"));
        Map<String, Map<String, String>> converted = redis.hashes();
        redis.client().flushAll();

        start(Map.of("name", "other", "records.format", "json"));
        put(JSON);

        assertThat(redis.hashes()).isEqualTo(converted).isNotEmpty();
    }

    @Test
    void anotherFormatGoesOnWhereTheFormerOneWasAndBackAgain() {
        List<SinkRecord> converted = RecordedRecords.of("json-default.shop.shop.customers");
        Map<String, String> bytes = Map.of("records.format", "json");
        start(Map.of("name", "other"));
        put(converted);
        Map<String, Map<String, String>> all = redis.hashes();
        redis.client().flushAll();

        start();
        put(converted.subList(0, 4));
        start(bytes);
        put(JSON.subList(0, 8));
        assertThat(context.earliestSeek()).isEqualTo(3);
        start();
        put(converted);
        assertThat(context.earliestSeek()).isEqualTo(7);

        assertThat(redis.hashes()).isEqualTo(all);
        assertThat(redis.watermark("shop.shop.customers", 0))
                .containsEntry("offset", Integer.toString(converted.size() - 1));
    }

    @Test
    void rowsComeFromAvro() {
        start(avro());
        put(AVRO);

        assertThat(redis.hashes())
                .hasSize(AVRO.size())
                .containsEntry(
                        "customers:1",
                        Map.of(
                                "id",
                                "1",
                                "name",
                                "Ada",
                                "email",
                                "ada@x.io",
                                "balance",
                                "10.50",
                                "created",
                                redis.client().hget("customers:1", "created")));
    }

    @Test
    void whileTheRegistryIsAwayNothingIsReadAndThenAllIsApplied() {
        registry.fail(503);
        start(avro());
        put(AVRO);
        worker.poll();

        assertThat(context.paused()).containsExactly(new TopicPartition("av.shop.customers", 0));
        assertThat(redis.hashes()).isEmpty();
        assertThat(worker.committable()).isEmpty();
        assertThat(context.metric("state-reason"))
                .isEqualTo("The schema registry at " + registry.url() + " answers HTTP 503");

        registry.recover();
        put(List.of());

        assertThat(redis.hashes()).hasSize(AVRO.size());
        assertThat(context.paused()).isEmpty();
    }

    @Test
    void noOffsetIsCommittedPastARecordThatWaitsForItsSchema() throws IOException {
        start(avro());
        put(AVRO.subList(0, 1));
        registry.answer("/schemas/ids/7", resource("avro-schema.av.shop.customers-value.json"));
        registry.fail(503);
        byte[] other = ((byte[]) AVRO.get(1).value()).clone();
        other[4] = 7;
        put(List.of(record(other)));

        TopicPartition partition = new TopicPartition("av.shop.customers", 0);
        assertThat(context.paused()).containsExactly(partition);
        assertThat(worker.committable()).isEqualTo(Map.of(partition, 1L));

        registry.recover();
        put(List.of());
        assertThat(worker.committable()).isEqualTo(Map.of(partition, 2L));
    }

    @Test
    void whatWaitsForItsSchemaIsReadAgainInItsTurnIfRedisLosesItsData() throws IOException {
        start(avro());
        put(AVRO.subList(0, 1));
        registry.answer("/schemas/ids/7", resource("avro-schema.av.shop.customers-value.json"));
        registry.fail(503);
        byte[] other = ((byte[]) AVRO.get(1).value()).clone();
        other[4] = 7;
        put(List.of(new SinkRecord("av.shop.customers", 0, null, AVRO.get(1).key(), null, other, 1)));
        redis.client().flushAll();
        context.forgetSeeks();
        // The watermarks are looked at every two seconds, with a registry and without.
        Awaitility.await().until(() -> {
            worker.poll();
            return context.earliestSeek() == 0;
        });
        registry.recover();
        for (int i = 0; i < 5; i++) {
            put(List.of());
        }

        assertThat(redis.hashes()).hasSize(2);
        assertThat(redis.watermark("av.shop.customers", 0)).containsEntry("offset", "1");
    }

    @Test
    void aRegistryThatIsAwayKeepsOnlyThatFromComingWhichNeedsIt() {
        start(avro());
        put(AVRO.subList(0, 1));

        registry.fail(503);
        put(AVRO.subList(1, AVRO.size()));

        assertThat(redis.hashes()).hasSize(AVRO.size());
    }

    @Test
    void aRecordWhoseSchemaNobodyKnowsIsNamed() {
        start(avro());

        assertThatThrownBy(() -> put(List.of(record(new byte[] {0, 0, 0, 0, 9, 1}))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(
                        "av.shop.customers-0@0: the record cannot be applied: its value has a schema that is not"
                                + " there: the registry at " + registry.url() + " has no schema with the id 9");
    }

    @Test
    void aRegistryThatRefusesTheLoginStopsTheTask() {
        registry.fail(401);
        start(avro());

        assertThatThrownBy(() -> put(AVRO))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("av.shop.customers-0@0: the schema registry at " + registry.url()
                        + " refuses the login (HTTP 401)");
    }

    @Test
    void whatAConverterHasDecodedStopsTheTask() {
        start(Map.of("records.format", "json"));

        assertThatThrownBy(() -> put(RecordedRecords.of("json-default.shop.shop.customers")))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("shop.shop.customers-0@0: its key is no bytes but a Struct")
                .hasMessageContaining("set key.converter=org.apache.kafka.connect.converters.ByteArrayConverter");
    }

    private Map<String, String> avro() {
        return Map.of("records.format", "avro", "schema.registry.url", registry.url() + "/");
    }

    private static SinkRecord record(byte[] value) {
        return new SinkRecord("av.shop.customers", 0, null, AVRO.get(0).key(), null, value, 0);
    }

    private static String resource(String name) throws IOException {
        try (var in = Objects.requireNonNull(OwnDecodingIT.class.getResourceAsStream("/records/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
