package io.mysqlredis.sink.event;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** The fields that {@code ExtractNewRecordState} adds to a row, by {@code add.fields} and for deletes: none is a column. */
final class AddedFields {

    static final String DELETED = "__deleted";
    static final String OPERATION = "__op";
    static final String TABLE = "__table";
    static final String DATABASE = "__db";

    /** When it was committed, the most exact first. */
    static final List<String> TIMES = List.of("__source_ts_ms", "__ts_ms");

    private static final Set<String> NAMES = Set.of(
            DELETED,
            OPERATION,
            TABLE,
            DATABASE,
            "__ts_ms",
            "__ts_us",
            "__ts_ns",
            "__name",
            "__connector",
            "__version",
            "__snapshot",
            "__sequence",
            "__server_id",
            "__gtid",
            "__file",
            "__pos",
            "__row",
            "__thread",
            "__query",
            "__transaction");

    private static final String OF_SOURCE = "__source_";
    private static final String OF_TRANSACTION = "__transaction_";

    private static final int MAX_SCHEMAS = 1_000;

    // By identity, as StructReader does.
    private final IdentityHashMap<Schema, List<Field>> fields = new IdentityHashMap<>();

    static boolean isOne(String name) {
        return name.startsWith("__")
                && (NAMES.contains(name) || name.startsWith(OF_SOURCE) || name.startsWith(OF_TRANSACTION));
    }

    /** Those of a record's value that are not null, by name. */
    Map<String, Object> of(Object value) {
        Map<String, Object> added = new LinkedHashMap<>();
        if (value instanceof Struct struct) {
            for (Field field : fields(struct.schema())) {
                put(field.name(), struct.getWithoutDefault(field.name()), added);
            }
        } else {
            ((Map<?, ?>) value).forEach((name, field) -> {
                if (isOne(String.valueOf(name))) {
                    put(String.valueOf(name), field, added);
                }
            });
        }
        return added;
    }

    private static void put(String name, Object value, Map<String, Object> added) {
        if (value instanceof Integer number) {
            added.put(name, number.longValue());
        } else if (value instanceof Long || value instanceof String || value instanceof Boolean) {
            added.put(name, value);
        }
    }

    private List<Field> fields(Schema schema) {
        List<Field> found = fields.get(schema);
        if (found == null) {
            found = schema.fields().stream()
                    .filter(field -> isOne(field.name()))
                    .toList();
            if (fields.size() == MAX_SCHEMAS) {
                fields.clear();
            }
            fields.put(schema, found);
        }
        return found;
    }

    /** As a source block calls them. */
    static Map<String, Object> asSource(Map<String, Object> added) {
        Map<String, Object> source = new LinkedHashMap<>();
        added.forEach((name, value) ->
                source.put(name.startsWith(OF_SOURCE) ? name.substring(OF_SOURCE.length()) : name.substring(2), value));
        return source;
    }
}
