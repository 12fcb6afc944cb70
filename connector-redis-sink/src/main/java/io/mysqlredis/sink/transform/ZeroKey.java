package io.mysqlredis.sink.transform;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/**
 * The key of a table's truncate events: a zero for every column that can be part of a row's key, and a mark that no row's key has.
 *
 * <p>Whoever reads rows' keys finds all columns of theirs in it, and whoever reads it finds a default for all that rows' keys
 * lack: it is compatible with them in both directions.
 */
final class ZeroKey {

    private static final String MARK = "__truncated";

    // Not an array: two schemas are equal, and one to a converter's cache, only if their defaults are.
    private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);

    private static final Map<String, Function<Schema, Object>> LOGICAL_ZEROS = Map.of(
            Decimal.LOGICAL_NAME, schema -> Decimal.toLogical(schema, new byte[] {0}),
            Date.LOGICAL_NAME, schema -> Date.toLogical(schema, 0),
            Time.LOGICAL_NAME, schema -> Time.toLogical(schema, 0),
            Timestamp.LOGICAL_NAME, schema -> Timestamp.toLogical(schema, 0));

    private ZeroKey() {}

    static Struct of(String name, Schema row) {
        SchemaBuilder schema = SchemaBuilder.struct().name(name);
        for (Field column : row.fields()) {
            // Columns of a primary key are NOT NULL, and a key column that is not has a default by being nullable.
            if (!column.schema().isOptional()) {
                zero(column.schema())
                        .ifPresent(zero -> schema.field(column.name(), withDefault(column.schema(), zero)));
            }
        }
        String mark = mark(row);
        schema.field(mark, SchemaBuilder.bool().defaultValue(false).build());
        return zeros(schema.build()).put(mark, true);
    }

    private static Struct zeros(Schema schema) {
        Struct key = new Struct(schema);
        schema.fields().forEach(field -> key.put(field, field.schema().defaultValue()));
        return key;
    }

    /** A name that no column has. */
    private static String mark(Schema row) {
        String mark = MARK;
        while (row.field(mark) != null) {
            mark += "_";
        }
        return mark;
    }

    /** The column's own schema but for its default and its comment, which change without the type. */
    private static Schema withDefault(Schema column, Object zero) {
        SchemaBuilder schema =
                SchemaBuilder.type(column.type()).name(column.name()).version(column.version());
        if (column.parameters() != null) {
            schema.parameters(column.parameters());
        }
        return schema.defaultValue(zero).build();
    }

    /** Empty for what can be no part of a key: spatial columns and vectors. */
    private static Optional<Object> zero(Schema schema) {
        Function<Schema, Object> logical = schema.name() == null ? null : LOGICAL_ZEROS.get(schema.name());
        if (logical != null) {
            return Optional.of(logical.apply(schema));
        }
        return switch (schema.type()) {
            case BOOLEAN -> Optional.of(false);
            case INT8 -> Optional.of((byte) 0);
            case INT16 -> Optional.of((short) 0);
            case INT32 -> Optional.of(0);
            case INT64 -> Optional.of(0L);
            case FLOAT32 -> Optional.of(0f);
            case FLOAT64 -> Optional.of(0d);
            case STRING -> Optional.of("");
            case BYTES -> Optional.of(NO_BYTES);
            case ARRAY, MAP, STRUCT -> Optional.empty();
        };
    }
}
