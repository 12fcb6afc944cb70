package io.mysqlredis.sink.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.mysqlredis.sink.RecordedRecords;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TruncateKeyTest {

    private static final String ORDER_LINES = "json-default.shop.shop.order_lines";

    private final TruncateKey<SinkRecord> transform = new TruncateKey<>();

    @Test
    void aTruncateGetsAKeyNamedAsTheRowsKeys() {
        List<SinkRecord> records = RecordedRecords.of(ORDER_LINES);

        SinkRecord keyed = transform.apply(records.get(4));

        assertThat(keyed.keySchema().name())
                .isEqualTo(records.get(0).keySchema().name())
                .isEqualTo("shop.shop.order_lines.Key");
        assertThat(keyed.key()).hasToString("Struct{order_id=0,sku=,__truncated=true}");
        assertThat(((Struct) keyed.key()).schema()).isSameAs(keyed.keySchema());
    }

    @Test
    void nothingElseOfTheRecordChanges() {
        SinkRecord truncate = RecordedRecords.of(ORDER_LINES).get(4);
        truncate.headers().addString("name", "value");

        SinkRecord keyed = transform.apply(truncate);

        assertThat(keyed.value()).isSameAs(truncate.value());
        assertThat(keyed)
                .usingRecursiveComparison()
                .comparingOnlyFields("topic", "kafkaPartition", "valueSchema", "timestamp", "headers", "kafkaOffset")
                .isEqualTo(truncate);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "json-default.__debezium-heartbeat.shop",
                "json-default.shop",
                "json-default.shop.shop.all_types",
                "json-default.shop.shop.customers",
                "json-default.shop.shop.no_pk",
                "json-default.shop.shop.uniq_only",
                "json-default.shop.transaction",
            })
    void recordsThatAreNoTruncatesPassAsTheyAre(String file) {
        assertThat(RecordedRecords.of(file))
                .isNotEmpty()
                .allSatisfy(record -> assertThat(transform.apply(record)).isSameAs(record));
    }

    @Test
    void whatOnlyLooksLikeATruncatePassesAsItIs() {
        Struct truncate = (Struct) RecordedRecords.of(ORDER_LINES).get(4).value();
        Struct noEnvelope = new Struct(SchemaBuilder.struct()
                        .name("shop.Letter")
                        .field("op", Schema.STRING_SCHEMA)
                        .field("after", truncate.schema().field("after").schema()))
                .put("op", "t");
        Struct noRow = new Struct(SchemaBuilder.struct().name("shop.Envelope").field("op", Schema.STRING_SCHEMA))
                .put("op", "t");
        Struct noOperation = new Struct(SchemaBuilder.struct()
                .name("shop.Envelope")
                .field("after", truncate.schema().field("after").schema()));
        Struct noName = new Struct(SchemaBuilder.struct().field("op", Schema.STRING_SCHEMA)).put("op", "t");

        assertThat(List.of(
                        record(null, noEnvelope.schema(), noEnvelope),
                        record(null, noRow.schema(), noRow),
                        record(null, noOperation.schema(), noOperation),
                        record(null, noName.schema(), noName),
                        record(null, null, Map.of("op", "t")),
                        record(null, Schema.STRING_SCHEMA, "t"),
                        record(null, null, null),
                        record("a key already", truncate.schema(), truncate)))
                .allSatisfy(record -> assertThat(transform.apply(record)).isSameAs(record));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void itsBytesAreTheSameEachTimeAndNoRowHasThem(boolean withSchemas) {
        List<SinkRecord> records = RecordedRecords.of(ORDER_LINES);
        Struct smallest =
                new Struct(records.get(0).keySchema()).put("order_id", 0L).put("sku", "");

        String key = json(transform.apply(records.get(4)), withSchemas);

        assertThat(key)
                .isEqualTo(json(transform.apply(RecordedRecords.of(ORDER_LINES).get(4)), withSchemas))
                .isNotEqualTo(json(record(smallest, null, null), withSchemas));
    }

    @Test
    void itsSchemaStaysWhenOnlyADefaultOrACommentChanges() {
        Schema before =
                keySchema(SchemaBuilder.int32().defaultValue(1).doc("old").build());
        Schema after =
                keySchema(SchemaBuilder.int32().defaultValue(2).doc("new").build());

        assertThat(after).isEqualTo(before).hasSameHashCodeAs(before);
    }

    @Test
    void binaryKeysHaveEqualSchemasTooSoThatConvertersFindThemInTheirCaches() {
        assertThat(keySchema(Schema.BYTES_SCHEMA))
                .isEqualTo(keySchema(Schema.BYTES_SCHEMA))
                .hasSameHashCodeAs(keySchema(Schema.BYTES_SCHEMA));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "json-default.shop.shop.all_types",
                "json-default.shop.shop.customers",
                "json-default.shop.shop.order_lines",
                "json-default.shop.shop.uniq_only",
                "json-default.shop.shop.zeros",
                "json-m_amicro.all_types",
                "json-m_double.all_types",
                "json-m_nano.all_types",
                "json-m_string.all_types",
            })
    void aRegistryTakesItBesideTheKeysThatDebeziumWrote(String file) {
        List<SinkRecord> rows = RecordedRecords.of(file).stream()
                .filter(record -> record.key() != null && record.value() != null)
                .toList();

        assertThat(rows).isNotEmpty().allSatisfy(row -> {
            Schema key = transform.apply(truncateOf(row)).keySchema();
            assertThat(AvroKeys.areFullyCompatible(AvroKeys.of(key), AvroKeys.of(row.keySchema())))
                    .isTrue();
        });
    }

    @Test
    void aRegistryTakesItAfterTheTableHasChanged() {
        Schema before = keySchema("dropped_or_made_nullable", Schema.INT32_SCHEMA);
        Schema after = keySchema("added", Schema.STRING_SCHEMA);

        assertThat(AvroKeys.areFullyCompatible(AvroKeys.of(after), AvroKeys.of(before)))
                .isTrue();
    }

    @Test
    void aNullableKeyColumnMayBeMissingFromIt() {
        Schema chosen = rowKey("code", Schema.OPTIONAL_STRING_SCHEMA);

        Schema key = keySchema("code", Schema.OPTIONAL_STRING_SCHEMA);

        assertThat(key.fields()).extracting(Field::name).containsExactly("__truncated");
        assertThat(AvroKeys.areFullyCompatible(AvroKeys.of(key), AvroKeys.of(chosen)))
                .isTrue();
    }

    @Test
    void aKeyColumnThatTheRowLacksKeepsOnlyOldDataReadable() {
        org.apache.avro.Schema key = AvroKeys.of(keySchema("name", Schema.STRING_SCHEMA));
        org.apache.avro.Schema excludedFromTheRow = AvroKeys.of(rowKey("id", Schema.INT32_SCHEMA));

        assertThat(AvroKeys.canRead(key, excludedFromTheRow)).isTrue();
        assertThat(AvroKeys.canRead(excludedFromTheRow, key)).isFalse();
    }

    @Test
    void aColumnOfTheNameOfTheMarkIsNoObstacle() {
        assertThat(keySchema("__truncated", Schema.STRING_SCHEMA).fields())
                .extracting(Field::name)
                .containsExactly("__truncated", "__truncated_");
        assertThat(keySchema("__truncated", Schema.OPTIONAL_STRING_SCHEMA).fields())
                .extracting(Field::name)
                .containsExactly("__truncated_");
    }

    @Test
    void itHasNoSettings() {
        assertThat(transform.config().names()).isEmpty();
        assertThat(transform.version()).isNotBlank();
    }

    private Schema keySchema(Schema column) {
        return keySchema("column", column);
    }

    private Schema keySchema(String name, Schema column) {
        Schema row = SchemaBuilder.struct().optional().field(name, column).build();
        Schema envelope = SchemaBuilder.struct()
                .name("shop.shop.a_table.Envelope")
                .field("after", row)
                .field("op", Schema.STRING_SCHEMA)
                .build();
        return transform
                .apply(record(null, envelope, new Struct(envelope).put("op", "t")))
                .keySchema();
    }

    private static Schema rowKey(String name, Schema column) {
        return SchemaBuilder.struct()
                .name("shop.shop.a_table.Key")
                .field(name, column)
                .build();
    }

    private static SinkRecord truncateOf(SinkRecord row) {
        Struct envelope = new Struct(row.valueSchema()).put("op", "t");
        return record(null, row.valueSchema(), envelope);
    }

    private static SinkRecord record(Object key, Schema valueSchema, Object value) {
        Schema keySchema = key instanceof Struct struct ? struct.schema() : null;
        return new SinkRecord("shop.shop.a_table", 0, keySchema, key, valueSchema, value, 0);
    }

    private static String json(SinkRecord record, boolean withSchemas) {
        try (JsonConverter converter = new JsonConverter()) {
            converter.configure(Map.of("schemas.enable", withSchemas), true);
            byte[] json = converter.fromConnectData(record.topic(), record.keySchema(), record.key());
            return new String(Objects.requireNonNull(json), StandardCharsets.UTF_8);
        }
    }
}
