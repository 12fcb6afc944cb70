package io.mysqlredis.sink.event;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/** Reads a record's key as the row's primary key. */
final class KeyReader {

    /** What the one column is called whose name a key does not tell. */
    private static final String UNNAMED = "pk";

    private static final int MAX_SCHEMAS = 1_000;

    private final StructReader structs = new StructReader();
    private final MapReader maps = new MapReader();
    private final IdentityHashMap<Schema, Schema> unnamed = new IdentityHashMap<>();

    Row read(SinkRecord record) {
        Object key = record.key();
        if (key == null) {
            throw new BadRecordException(
                    "it has no key, since the table has no primary key; give the table one, or name"
                            + " columns that identify a row in the source's message.key.columns; for records that are not"
                            + " Debezium's, the transform ValueToKey makes a key of columns");
        }
        if (key instanceof Row row) {
            if (row.columns().size() == 0) {
                throw new BadRecordException("its key is a struct without fields");
            }
            return row;
        }
        if (key instanceof Struct struct) {
            if (struct.schema().fields().isEmpty()) {
                throw new BadRecordException("its key is a struct without fields");
            }
            return structs.read(struct);
        }
        if (key instanceof Map<?, ?> fields) {
            if (fields.isEmpty()) {
                throw new BadRecordException("its key is a map without entries");
            }
            return maps.read(inOrder(fields));
        }
        return record.keySchema() == null ? maps.read(Map.of(UNNAMED, key)) : unnamed(record.keySchema(), key);
    }

    /** Converters without schemas give the fields in any order, and each row must have one key. */
    private static Map<String, Object> inOrder(Map<?, ?> fields) {
        Map<String, Object> ordered = new TreeMap<>();
        fields.forEach((name, value) -> ordered.put(String.valueOf(name), value));
        return ordered;
    }

    /** By the same reading as a column, so that a date is a date also where it is the whole key. */
    private Row unnamed(Schema schema, Object key) {
        Schema struct = unnamed.get(schema);
        if (struct == null) {
            struct = SchemaBuilder.struct().field(UNNAMED, schema).build();
            if (unnamed.size() == MAX_SCHEMAS) {
                unnamed.clear();
            }
            unnamed.put(schema, struct);
        }
        return structs.read(new Struct(struct).put(UNNAMED, key));
    }
}
