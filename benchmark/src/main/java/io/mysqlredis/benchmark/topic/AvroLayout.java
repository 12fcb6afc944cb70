package io.mysqlredis.benchmark.topic;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * Confluent's wire format: the id of the schema, and then Avro's binary encoding of what stands in the fields in their
 * order.
 */
final class AvroLayout implements Layout {

    /** A byte of zero, and the id. */
    private static final int HEADER_BYTES = 5;

    private final byte[] header;

    private AvroLayout(byte[] header) {
        this.header = header;
    }

    static AvroLayout like(byte[] message) {
        return new AvroLayout(Arrays.copyOf(message, HEADER_BYTES));
    }

    @Override
    public byte[] write(Struct struct) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        bytes.writeBytes(header);
        try {
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            writeFields(struct, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void writeFields(Struct struct, BinaryEncoder encoder) throws IOException {
        for (Field field : struct.schema().fields()) {
            Object value = struct.getWithoutDefault(field.name());
            if (field.schema().isOptional()) {
                encoder.writeIndex(branch(field.schema(), value));
            }
            if (value != null) {
                writeValue(field.schema(), value, encoder);
            }
        }
    }

    /** Of the union of a type and null, in which the type of the default comes first. */
    private static int branch(Schema schema, Object value) {
        boolean isNullFirst = schema.defaultValue() == null;
        return (value == null) == isNullFirst ? 0 : 1;
    }

    private static void writeValue(Schema schema, Object value, BinaryEncoder encoder) throws IOException {
        switch (schema.type()) {
            case INT32 -> encoder.writeInt((Integer) value);
            case INT64 -> encoder.writeLong((Long) value);
            case STRING -> encoder.writeString((String) value);
            case STRUCT -> writeFields((Struct) value, encoder);
            default -> throw new IllegalArgumentException("No column is of the type " + schema.type());
        }
    }
}
