package io.mysqlredis.sink.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mysqlredis.sink.RecordedRecords;
import io.mysqlredis.sink.event.BadRecordException;
import io.mysqlredis.sink.event.ChangeEvent;
import io.mysqlredis.sink.event.Column;
import io.mysqlredis.sink.event.RecordParser;
import io.mysqlredis.sink.event.Row;
import io.mysqlredis.sink.event.SchemaUnavailableException;
import io.mysqlredis.sink.event.Told;
import io.mysqlredis.sink.event.UndecodableException;
import io.mysqlredis.sink.rendering.ValueRendering;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvroDecoderTest {

    /** The ids with which the registry had the schemas of customers. */
    private static final int KEY = 5;

    private static final int VALUE = 6;

    private final Map<Integer, Schema> schemas = new HashMap<>();
    private final List<Integer> asked = new ArrayList<>();
    private boolean isAway;
    private final AvroDecoder decoder = new AvroDecoder(this::schema);
    private final RecordParser parser = new RecordParser();

    AvroDecoderTest() throws IOException {
        for (String subject : List.of("customers-key", "customers-value", "all_types-key", "all_types-value")) {
            JsonNode registered = new ObjectMapper()
                    .readTree(AvroDecoderTest.class.getResourceAsStream(
                            "/records/avro-schema.av.shop." + subject + ".json"));
            schemas.put(
                    registered.get("id").asInt(),
                    new Schema.Parser()
                            .setValidateDefaults(false)
                            .parse(registered.get("schema").asText()));
        }
    }

    private Schema schema(int id) {
        if (isAway) {
            throw new SchemaUnavailableException("away", null);
        }
        asked.add(id);
        if (!schemas.containsKey(id)) {
            throw new BadRecordException("has a schema that is not there");
        }
        return schemas.get(id);
    }

    /** The same rows, as Debezium wrote them as JSON. */
    @Test
    void everyColumnReadsAsItDoesFromJson() {
        Map<String, String> fromJson = rendered(upsert(
                new RecordParser(),
                RecordedRecords.of("json-default.shop.shop.all_types").get(0)));

        Map<String, String> fromAvro = rendered(
                upsert(parser, decoded("avro-confluent-wire.av.shop.all_types").get(0)));

        // When the row was written, which no two recordings share.
        fromJson.remove("c_ts_def");
        assertThat(fromAvro.remove("c_ts_def")).matches("2026-11-2.T..:..:..Z");
        assertThat(fromAvro).isEqualTo(fromJson);
    }

    @Test
    void changesOfARowAreThoseThatJsonTells() {
        List<SinkRecord> records = decoded("avro-confluent-wire.av.shop.customers");

        assertThat(upsert(parser, records.get(0)).key().values()).containsExactly(1);
        assertThat(upsert(parser, records.get(0)).after().values()).startsWith(1, "Ada", "ada@x.io");
        assertThat(upsert(parser, records.get(0)).table()).hasToString("shop.customers");
    }

    @Test
    void aDeleteTellsItsKeyAndTheRowBefore() throws IOException {
        ChangeEvent event = parser.parse(decoder.decode(record(key(7), event("d", row(7, "Ada"), null))));

        assertThat(event).isInstanceOfSatisfying(ChangeEvent.Delete.class, delete -> {
            assertThat(delete.key().values()).containsExactly(7);
            assertThat(delete.before().row().orElseThrow().values()).startsWith(7, "Ada", null, new BigDecimal("1.50"));
        });
    }

    @Test
    void anUpdateTellsTheRowBeforeAndAfter() throws IOException {
        ChangeEvent.Upsert upsert =
                upsert(parser, decoder.decode(record(key(7), event("u", row(7, "Ada"), row(7, "Ada Lovelace")))));

        assertThat(upsert.after().values()).startsWith(7, "Ada Lovelace");
        assertThat(upsert.before().row().orElseThrow().values()).startsWith(7, "Ada");
    }

    @Test
    void aTruncateTellsTheColumns() throws IOException {
        ChangeEvent event = parser.parse(decoder.decode(record(key(7), event("t", null, null))));

        assertThat(event)
                .isInstanceOfSatisfying(
                        ChangeEvent.Truncate.class,
                        truncate -> assertThat(truncate.columns()).hasToString("id, name, email, balance, created"));
    }

    @Test
    void anUpsertWithoutARowIsRefused() throws IOException {
        assertThat(Told.by(parser, decoder.decode(record(key(7), event("c", null, null)))))
                .isEqualTo("refused: its after image is missing; MySQL needs binlog_row_image=FULL");
    }

    private byte[] key(int id) throws IOException {
        return message(
                KEY, new GenericRecordBuilder(schemas.get(KEY)).set("id", id).build());
    }

    private byte[] event(String operation, GenericRecord before, GenericRecord after) throws IOException {
        Schema envelope = schemas.get(VALUE);
        GenericRecord source = new GenericRecordBuilder(
                        envelope.getField("source").schema())
                .set("version", "3.6.1.Final")
                .set("connector", "mysql")
                .set("name", "av")
                .set("ts_ms", 1_000L)
                .set("db", "shop")
                .set("table", "customers")
                .set("server_id", 1L)
                .set("file", "binlog.000003")
                .set("pos", 44L)
                .set("row", 2)
                .build();
        return message(
                VALUE,
                new GenericRecordBuilder(envelope)
                        .set("before", before)
                        .set("after", after)
                        .set("source", source)
                        .set("op", operation)
                        .build());
    }

    private GenericRecord row(int id, String name) {
        return new GenericRecordBuilder(
                        schemas.get(VALUE).getField("after").schema().getTypes().get(1))
                .set("id", id)
                .set("name", name)
                .set("balance", ByteBuffer.wrap(BigInteger.valueOf(150).toByteArray()))
                .set("created", 5L)
                .build();
    }

    private byte[] message(int id, GenericRecord value) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(value.getSchema()).write(value, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    @Test
    void whatStoodInTheBinlogIsToldInFull() {
        ChangeEvent.Upsert upsert =
                upsert(parser, decoded("avro-confluent-wire.av.shop.customers").get(0));

        assertThat(upsert.origin().source().get())
                .containsEntry("connector", "mysql")
                .containsEntry("db", "shop")
                .containsEntry("table", "customers")
                .containsEntry("server_id", 0L)
                .containsKeys("file", "pos", "row", "ts_ms", "ts_us", "ts_ns", "version");
        assertThat(upsert.sourcePosition()).isPresent();
    }

    @Test
    void aSchemaIsAskedForOnceAndRowsOfItShareTheirColumns() {
        List<SinkRecord> records = decoded("avro-confluent-wire.av.shop.customers");

        assertThat(asked).doesNotHaveDuplicates().hasSize(2);
        assertThat(upsert(parser, records.get(0)).after().columns())
                .isSameAs(upsert(parser, records.get(1)).after().columns());
        assertThat(upsert(parser, records.get(0)).key().columns())
                .isSameAs(upsert(parser, records.get(1)).key().columns());
    }

    @Test
    void whileTheRegistryIsAwayNothingIsDecodedAndNothingIsRefused() {
        SinkRecord record =
                RecordedRecords.asBytes("avro-confluent-wire.av.shop.customers").get(0);
        isAway = true;
        assertThatThrownBy(() -> decoder.decode(record)).isInstanceOf(SchemaUnavailableException.class);

        isAway = false;

        assertThat(upsert(parser, decoder.decode(record)).key().values()).containsExactly(1);
    }

    @Test
    void whatIsNoMessageWithAnIdIsRefused() {
        for (byte[] bytes : List.of(new byte[0], new byte[] {0, 0, 0}, "{\"id\":1}".getBytes(StandardCharsets.UTF_8))) {
            assertThat(Told.by(parser, decoder.decode(record(null, bytes))))
                    .startsWith("refused: its value does not begin as a message with the id of an Avro schema does");
        }
    }

    @Test
    void aMessageThatIsCutAnywhereIsRefused() {
        SinkRecord whole =
                RecordedRecords.asBytes("avro-confluent-wire.av.shop.customers").get(0);
        byte[] value = (byte[]) whole.value();

        for (int length = 5; length < value.length; length++) {
            assertThat(Told.by(parser, decoder.decode(record(whole.key(), Arrays.copyOf(value, length)))))
                    .startsWith("refused: its value is not as the Avro schema that it names has it");
        }
    }

    @ParameterizedTest
    @CsvSource({"4, 2", "5, -3"})
    void aBranchThatAUnionHasNotIsRefused(byte written, int branch) {
        schemas.put(72, SchemaBuilder.record("k").fields().optionalInt("id").endRecord());

        assertThat(Told.by(parser, decoder.decode(record(new byte[] {0, 0, 0, 0, 72, written, 2}, null))))
                .isEqualTo("refused: its key has branch " + branch + " of a union of two");
    }

    @Test
    void aDecimalWithoutDigitsIsRefused() throws IOException {
        GenericRecord row = row(7, "Ann");
        row.put("balance", ByteBuffer.allocate(0));

        assertThat(Told.by(parser, decoder.decode(record(key(7), event("c", null, row)))))
                .isEqualTo("refused: its value is not as the Avro schema that it names has it (NumberFormatException)");
    }

    @Test
    void anUnknownSchemaIsRefused() {
        assertThat(Told.by(parser, decoder.decode(record(null, new byte[] {0, 0, 0, 0, 99, 1}))))
                .isEqualTo("refused: its value has a schema that is not there");
    }

    /** The serializer writes bytes that are all of a message as they are, and other types as Avro does. */
    @Test
    void aKeyMayBeOneValue() {
        schemas.put(70, Schema.create(Schema.Type.BYTES));
        schemas.put(71, Schema.create(Schema.Type.LONG));

        assertThat((byte[]) decoder.decode(record(new byte[] {0, 0, 0, 0, 70, 2, 0}, null))
                        .key())
                .containsExactly(2, 0);
        assertThat(decoder.decode(record(new byte[] {0, 0, 0, 0, 71, 14}, null)).key())
                .isEqualTo(7L);
    }

    @Test
    void whateverGoesWrongTheRecordIsNamed() {
        AvroDecoder broken = new AvroDecoder(id -> {
            throw new IllegalStateException("secret");
        });

        assertThat(Told.by(parser, broken.decode(record(null, new byte[] {0, 0, 0, 0, 6, 1}))))
                .isEqualTo("refused: its value cannot be decoded: java.lang.IllegalStateException");
    }

    @Test
    void recordsThatAConverterHasDecodedAreATaskForTheOperator() {
        assertThatThrownBy(() -> decoder.decode(record("text", null)))
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining("set key.converter=org.apache.kafka.connect.converters.ByteArrayConverter");
    }

    private List<SinkRecord> decoded(String file) {
        return RecordedRecords.asBytes(file).stream().map(decoder::decode).toList();
    }

    private static ChangeEvent.Upsert upsert(RecordParser parser, SinkRecord record) {
        return (ChangeEvent.Upsert) parser.parse(record);
    }

    private static Map<String, String> rendered(ChangeEvent.Upsert upsert) {
        Row row = upsert.after();
        Map<String, String> rendered = new LinkedHashMap<>();
        for (int i = 0; i < row.columns().size(); i++) {
            Column column = row.columns().at(i);
            Object value = row.value(i);
            rendered.put(
                    column.name(),
                    value == null
                            ? "NULL"
                            : new String(ValueRendering.ISO.text(column, value), StandardCharsets.ISO_8859_1));
        }
        return rendered;
    }

    private static SinkRecord record(Object key, Object value) {
        return new SinkRecord("av.shop.customers", 0, null, key, null, value, 7);
    }
}
