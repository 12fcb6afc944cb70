package io.mysqlredis.sink.avro;

import io.mysqlredis.sink.event.BadRecordException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.io.Decoder;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/**
 * What an Avro schema stands for in Connect, and how its values are read: as the converter that wrote them would have it.
 *
 * @param schema without a default, and always optional, as nothing asks for either
 */
record AvroType(Schema schema, ValueReader reader) {

    /** Far deeper than anything that Debezium writes; a schema that contains itself has no end. */
    static final int MAX_DEPTH = 50;

    // Where the converter keeps what Avro has no word for.
    private static final String NAME = "connect.name";
    private static final String VERSION = "connect.version";
    private static final String PARAMETERS = "connect.parameters";
    private static final String TYPE = "connect.type";

    AvroType {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(reader, "reader");
    }

    /** @throws BadRecordException if Connect has no such type */
    static AvroType of(org.apache.avro.Schema avro, int depth) {
        if (depth > MAX_DEPTH) {
            throw new BadRecordException("has an Avro schema that contains itself");
        }
        return switch (avro.getType()) {
            case BOOLEAN -> new AvroType(described(avro, SchemaBuilder.bool()), Decoder::readBoolean);
            case INT -> integer(avro);
            case LONG -> number(avro);
            case FLOAT -> new AvroType(described(avro, SchemaBuilder.float32()), Decoder::readFloat);
            case DOUBLE -> new AvroType(described(avro, SchemaBuilder.float64()), Decoder::readDouble);
            case STRING -> new AvroType(described(avro, SchemaBuilder.string()), Decoder::readString);
            case BYTES -> binary(avro, in -> in.readBytes(null).array());
            case FIXED -> binary(avro, in -> fixed(in, avro.getFixedSize()));
            case ENUM -> symbol(avro);
            case UNION -> union(avro, depth);
            case RECORD -> AvroRecord.of(avro, depth).asType();
            case ARRAY -> array(avro, depth);
            case MAP -> map(avro, depth);
            case NULL -> throw new BadRecordException("has an Avro schema with a field that can be nothing but NULL");
        };
    }

    /** With what the converter wrote down about the schema in Connect. */
    static Schema described(org.apache.avro.Schema avro, SchemaBuilder schema) {
        boolean isRecord = avro.getType() == org.apache.avro.Schema.Type.RECORD;
        String name = Objects.requireNonNullElse(avro.getProp(NAME), isRecord ? avro.getFullName() : "");
        if (schema.name() == null && !name.isEmpty()) {
            schema.name(name);
        }
        if (schema.version() == null && avro.getObjectProp(VERSION) instanceof Integer version) {
            schema.version(version);
        }
        if (avro.getObjectProp(PARAMETERS) instanceof Map<?, ?> parameters) {
            parameters.forEach(
                    (parameter, value) -> schema.parameter(String.valueOf(parameter), String.valueOf(value)));
        }
        return schema.optional().build();
    }

    private static boolean is(org.apache.avro.Schema avro, String connectName, String logicalType) {
        return connectName.equals(avro.getProp(NAME)) || logicalType.equals(avro.getProp("logicalType"));
    }

    private static AvroType integer(org.apache.avro.Schema avro) {
        if (is(avro, Date.LOGICAL_NAME, "date")) {
            Schema schema = described(avro, Date.builder());
            return new AvroType(schema, in -> Date.toLogical(schema, in.readInt()));
        }
        if (is(avro, Time.LOGICAL_NAME, "time-millis")) {
            Schema schema = described(avro, Time.builder());
            return new AvroType(schema, in -> Time.toLogical(schema, in.readInt()));
        }
        return switch (Objects.requireNonNullElse(avro.getProp(TYPE), "")) {
            case "int8" -> new AvroType(described(avro, SchemaBuilder.int8()), in -> (byte) in.readInt());
            case "int16" -> new AvroType(described(avro, SchemaBuilder.int16()), in -> (short) in.readInt());
            default -> new AvroType(described(avro, SchemaBuilder.int32()), Decoder::readInt);
        };
    }

    private static AvroType number(org.apache.avro.Schema avro) {
        if (is(avro, Timestamp.LOGICAL_NAME, "timestamp-millis")) {
            Schema schema = described(avro, Timestamp.builder());
            return new AvroType(schema, in -> Timestamp.toLogical(schema, in.readLong()));
        }
        return new AvroType(described(avro, SchemaBuilder.int64()), Decoder::readLong);
    }

    /** A reader of what bytes and fixed have in common. */
    @FunctionalInterface
    private interface BytesReader {
        byte[] read(Decoder in) throws IOException;
    }

    private static byte[] fixed(Decoder in, int size) throws IOException {
        byte[] bytes = new byte[size];
        in.readFixed(bytes);
        return bytes;
    }

    private static AvroType binary(org.apache.avro.Schema avro, BytesReader bytes) {
        if (is(avro, Decimal.LOGICAL_NAME, "decimal")) {
            int scale = avro.getObjectProp("scale") instanceof Integer number ? number : 0;
            return new AvroType(
                    described(avro, Decimal.builder(scale)),
                    in -> new BigDecimal(new BigInteger(bytes.read(in)), scale));
        }
        return new AvroType(described(avro, SchemaBuilder.bytes()), bytes::read);
    }

    private static AvroType symbol(org.apache.avro.Schema avro) {
        List<String> symbols = avro.getEnumSymbols();
        return new AvroType(described(avro, SchemaBuilder.string()), in -> symbols.get(in.readEnum()));
    }

    /** What can be NULL. */
    private static AvroType union(org.apache.avro.Schema avro, int depth) {
        List<org.apache.avro.Schema> branches = avro.getTypes();
        int nullAt = avro.isNullable() ? avro.getIndexNamed("null") : -1;
        if (branches.size() != 2 || nullAt < 0) {
            throw new BadRecordException("has an Avro schema with a union of more than one type and NULL");
        }
        AvroType type = of(branches.get(1 - nullAt), depth + 1);
        ValueReader present = type.reader();
        return new AvroType(type.schema(), in -> isPresent(in, nullAt) ? present.read(in) : null);
    }

    /** Reads which of the two branches of a union follows: whether the one that is not NULL. */
    static boolean isPresent(Decoder in, int nullAt) throws IOException {
        int branch = in.readIndex();
        if (branch < 0 || branch > 1) {
            throw new BadRecordException("has branch " + branch + " of a union of two");
        }
        return branch != nullAt;
    }

    private static AvroType array(org.apache.avro.Schema avro, int depth) {
        AvroType element = of(avro.getElementType(), depth + 1);
        return new AvroType(described(avro, SchemaBuilder.array(element.schema())), in -> {
            List<Object> elements = new ArrayList<>();
            for (long left = in.readArrayStart(); left > 0; left = in.arrayNext()) {
                for (long i = 0; i < left; i++) {
                    elements.add(element.reader().read(in));
                }
            }
            return elements;
        });
    }

    private static AvroType map(org.apache.avro.Schema avro, int depth) {
        AvroType value = of(avro.getValueType(), depth + 1);
        return new AvroType(described(avro, SchemaBuilder.map(Schema.STRING_SCHEMA, value.schema())), in -> {
            Map<String, Object> entries = new HashMap<>();
            for (long left = in.readMapStart(); left > 0; left = in.mapNext()) {
                for (long i = 0; i < left; i++) {
                    entries.put(in.readString(), value.reader().read(in));
                }
            }
            return entries;
        });
    }
}
