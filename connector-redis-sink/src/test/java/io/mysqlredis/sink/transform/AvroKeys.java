package io.mysqlredis.sink.transform;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.kafka.connect.data.Field;

/** Key schemas as Avro's converters for Connect write them, and what a schema registry asks of two of one subject. */
final class AvroKeys {

    private AvroKeys() {}

    static Schema of(org.apache.kafka.connect.data.Schema key) {
        int end = key.name().lastIndexOf('.');
        List<Schema.Field> fields = key.fields().stream().map(AvroKeys::field).toList();
        return Schema.createRecord(
                key.name().substring(end + 1), null, key.name().substring(0, end), false, fields);
    }

    /** Whether data of either schema can be read with the other, which the registry calls FULL. */
    static boolean areFullyCompatible(Schema one, Schema other) {
        return canRead(one, other) && canRead(other, one);
    }

    static boolean canRead(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                        .getType()
                == SchemaCompatibilityType.COMPATIBLE;
    }

    private static Schema.Field field(Field field) {
        Schema type = type(field.schema());
        if (field.schema().isOptional()) {
            return new Schema.Field(
                    field.name(),
                    Schema.createUnion(Schema.create(Schema.Type.NULL), type),
                    null,
                    JsonProperties.NULL_VALUE);
        }
        // Checks the default against the type.
        return new Schema.Field(
                field.name(), type, null, defaultValue(field.schema().defaultValue()));
    }

    private static Schema type(org.apache.kafka.connect.data.Schema schema) {
        return switch (schema.type()) {
            case INT8, INT16, INT32 -> Schema.create(Schema.Type.INT);
            case INT64 -> Schema.create(Schema.Type.LONG);
            case FLOAT32 -> Schema.create(Schema.Type.FLOAT);
            case FLOAT64 -> Schema.create(Schema.Type.DOUBLE);
            case BOOLEAN -> Schema.create(Schema.Type.BOOLEAN);
            case STRING -> Schema.create(Schema.Type.STRING);
            case BYTES -> Schema.create(Schema.Type.BYTES);
            case ARRAY, MAP, STRUCT -> throw new IllegalArgumentException("not in a key: " + schema.type());
        };
    }

    /** As Avro takes it: numbers of the sizes that it knows, bytes as the characters of their values. */
    @SuppressWarnings("JavaUtilDate") // Connect's own time types have it as their class.
    private static Object defaultValue(Object value) {
        if (value instanceof Byte || value instanceof Short) {
            return ((Number) value).intValue();
        }
        if (value instanceof ByteBuffer buffer) {
            return StandardCharsets.ISO_8859_1.decode(buffer.duplicate()).toString();
        }
        if (value instanceof BigDecimal decimal) {
            return new String(decimal.unscaledValue().toByteArray(), StandardCharsets.ISO_8859_1);
        }
        return value instanceof java.util.Date date ? date.getTime() : value;
    }
}
