package io.mysqlredis.benchmark.topic;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** What {@code JsonConverter} writes: an object with the fields in their order, behind its schema or alone. */
final class JsonLayout implements Layout {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String PAYLOAD = ",\"payload\":";

    private final byte[] before;
    private final byte[] behind;

    private JsonLayout(String before, String behind) {
        this.before = before.getBytes(StandardCharsets.UTF_8);
        this.behind = behind.getBytes(StandardCharsets.UTF_8);
    }

    static JsonLayout withSchemaOf(byte[] message) {
        String text = new String(message, StandardCharsets.UTF_8);
        return new JsonLayout(text.substring(0, text.indexOf(PAYLOAD) + PAYLOAD.length()), "}");
    }

    static JsonLayout withoutSchema() {
        return new JsonLayout("", "");
    }

    @Override
    public byte[] write(Struct struct) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(before.length + 1_024);
        bytes.writeBytes(before);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            writeStruct(struct, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        bytes.writeBytes(behind);
        return bytes.toByteArray();
    }

    private static void writeStruct(Struct struct, JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (Field field : struct.schema().fields()) {
            json.writeFieldName(field.name());
            Object value = struct.getWithoutDefault(field.name());
            if (value == null) {
                json.writeNull();
            } else {
                writeValue(field.schema(), value, json);
            }
        }
        json.writeEndObject();
    }

    private static void writeValue(Schema schema, Object value, JsonGenerator json) throws IOException {
        switch (schema.type()) {
            case INT32 -> json.writeNumber((Integer) value);
            case INT64 -> json.writeNumber((Long) value);
            case STRING -> json.writeString((String) value);
            case STRUCT -> writeStruct((Struct) value, json);
            default -> throw new IllegalArgumentException("No column is of the type " + schema.type());
        }
    }
}
