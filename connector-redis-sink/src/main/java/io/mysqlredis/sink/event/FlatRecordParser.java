package io.mysqlredis.sink.event;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Reads records whose value is the row itself: what {@code ExtractNewRecordState} leaves of Debezium's events, with the
 * fields that it can add, or what any producer writes. They tell nothing of the row before.
 */
final class FlatRecordParser {

    private static final String DELETED = "__deleted";
    private static final String OPERATION = "__op";
    private static final String TABLE = "__table";
    private static final String DATABASE = "__db";

    /** When it was committed, the most exact first. */
    private static final List<String> TIMES = List.of("__source_ts_ms", "__ts_ms");

    /** The fields that {@code ExtractNewRecordState} adds by {@code add.fields}, as it calls them: no columns. */
    private static final Set<String> METADATA = Set.of(
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
            "__query");

    private static final String METADATA_OF_SOURCE = "__source_";

    private final KeyReader keys;
    private final StructReader structs = new StructReader(name -> !isMetadata(name));
    private final MapReader maps = new MapReader();

    FlatRecordParser(KeyReader keys) {
        this.keys = keys;
    }

    ChangeEvent parse(SinkRecord record) {
        Row row = record.value() instanceof Struct struct ? structs.read(struct) : maps.read(columns(record));
        Map<String, Object> metadata = metadata(record.value());
        String operation = text(metadata, OPERATION);
        TableId table = table(record, metadata);
        if (operation.equals("t")) {
            return new ChangeEvent.Truncate(table, row.columns(), origin(record, metadata, Operation.TRUNCATE));
        }
        Row key = keys.read(record);
        if (text(metadata, DELETED).equals("true") || operation.equals("d")) {
            return new ChangeEvent.Delete(
                    table, key, BeforeImage.of(() -> row), origin(record, metadata, Operation.DELETE));
        }
        return new ChangeEvent.Upsert(
                table, key, BeforeImage.unknown(), row, origin(record, metadata, operation(operation)));
    }

    /** A record without a value where values are rows. */
    ChangeEvent parseDelete(SinkRecord record) {
        return new ChangeEvent.Delete(
                table(record, Map.of()),
                keys.read(record),
                BeforeImage.unknown(),
                origin(record, Map.of(), Operation.DELETE));
    }

    /** A record without a value where it is not known whether values are rows. */
    ChangeEvent parseTombstone(SinkRecord record) {
        return new ChangeEvent.Tombstone(
                table(record, Map.of()), keys.read(record), origin(record, Map.of(), Operation.DELETE));
    }

    private static Map<?, ?> columns(SinkRecord record) {
        Map<Object, Object> columns = new LinkedHashMap<>();
        ((Map<?, ?>) record.value()).forEach((name, value) -> {
            if (!isMetadata(String.valueOf(name))) {
                columns.put(name, value);
            }
        });
        return columns;
    }

    private static boolean isMetadata(String name) {
        return METADATA.contains(name) || name.startsWith(METADATA_OF_SOURCE);
    }

    private static Map<String, Object> metadata(Object value) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        if (value instanceof Struct struct) {
            struct.schema().fields().stream()
                    .filter(field -> isMetadata(field.name()))
                    .forEach(field -> metadata.put(field.name(), struct.getWithoutDefault(field.name())));
        } else {
            ((Map<?, ?>) value).forEach((name, field) -> {
                if (isMetadata(String.valueOf(name))) {
                    metadata.put(String.valueOf(name), field);
                }
            });
        }
        return metadata;
    }

    private static String text(Map<String, Object> metadata, String name) {
        Object value = metadata.get(name);
        return value == null ? "" : value.toString();
    }

    private static Operation operation(String code) {
        return switch (code) {
            case "c" -> Operation.INSERT;
            case "u" -> Operation.UPDATE;
            case "r" -> Operation.SNAPSHOT_READ;
            default -> Operation.UPSERT;
        };
    }

    /** As the record says; else the last two parts of the topic's name, as Debezium calls its topics. */
    private static TableId table(SinkRecord record, Map<String, Object> metadata) {
        String[] parts = record.topic().split("\\.", -1);
        String table = text(metadata, TABLE);
        String database = text(metadata, DATABASE);
        return new TableId(
                database.isEmpty() && parts.length > 1 ? parts[parts.length - 2] : database,
                table.isEmpty() ? parts[parts.length - 1] : table);
    }

    private static Origin origin(SinkRecord record, Map<String, Object> metadata, Operation operation) {
        return new Origin(operation, time(record, metadata), () -> source(metadata));
    }

    private static long time(SinkRecord record, Map<String, Object> metadata) {
        for (String name : TIMES) {
            if (metadata.get(name) instanceof Long millis) {
                return millis;
            }
        }
        if (record.timestamp() == null) {
            throw new BadRecordException("it has no timestamp");
        }
        return record.timestamp();
    }

    private static Map<String, Object> source(Map<String, Object> metadata) {
        Map<String, Object> source = new LinkedHashMap<>();
        metadata.forEach((name, value) -> {
            if (value != null) {
                String plain = name.startsWith(METADATA_OF_SOURCE)
                        ? name.substring(METADATA_OF_SOURCE.length())
                        : name.substring(2);
                source.put(plain, value instanceof Integer number ? Long.valueOf(number) : value);
            }
        });
        return source;
    }
}
