package io.mysqlredis.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.sink.SinkRecord;

/** Records that Debezium really wrote, from {@code src/test/resources/records}, as a sink task gets them. */
public final class RecordedRecords {

    private static final String HEX = "hex:";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonConverter keys = new JsonConverter();
    private final JsonConverter values = new JsonConverter();

    private RecordedRecords() {
        keys.configure(Map.of("schemas.enable", true), true);
        values.configure(Map.of("schemas.enable", true, "replace.null.with.default", false), false);
    }

    /** All records of one file, in their order. */
    public static List<SinkRecord> of(String file) {
        RecordedRecords recorded = new RecordedRecords();
        return lines(file, recorded::record);
    }

    /** The same as they lie in Kafka. */
    public static List<SinkRecord> asBytes(String file) {
        return lines(
                file,
                line -> record(
                        line,
                        new SchemaAndValue(null, bytes(line.get("key"))),
                        new SchemaAndValue(null, bytes(line.get("value")))));
    }

    /** What a line of JSON stands for. */
    @FunctionalInterface
    private interface Reading {
        SinkRecord of(JsonNode line) throws IOException;
    }

    private static List<SinkRecord> lines(String file, Reading reading) {
        List<SinkRecord> records = new ArrayList<>();
        try (BufferedReader lines = open(file + ".jsonl")) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                records.add(reading.of(JSON.readTree(line)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return records;
    }

    private static BufferedReader open(String name) {
        return new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(RecordedRecords.class.getResourceAsStream("/records/" + name), name),
                StandardCharsets.UTF_8));
    }

    private SinkRecord record(JsonNode line) throws IOException {
        String topic = line.get("topic").asText();
        return record(
                line,
                keys.toConnectData(topic, bytes(line.get("key"))),
                values.toConnectData(topic, bytes(line.get("value"))));
    }

    private static SinkRecord record(JsonNode line, SchemaAndValue key, SchemaAndValue value) {
        return new SinkRecord(
                line.get("topic").asText(),
                line.get("partition").asInt(),
                key.schema(),
                key.value(),
                value.schema(),
                value.value(),
                line.get("offset").asLong(),
                line.get("timestamp").asLong(),
                TimestampType.CREATE_TIME);
    }

    /** A text in hexadecimal digits where the record was no JSON. */
    private static byte[] bytes(JsonNode node) throws IOException {
        if (node == null || node.isNull()) {
            return null;
        }
        return node.isTextual() && node.textValue().startsWith(HEX)
                ? HexFormat.of().parseHex(node.textValue().substring(HEX.length()))
                : JSON.writeValueAsBytes(node);
    }
}
