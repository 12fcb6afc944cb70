package io.mysqlredis.sink.event;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Reads records whose value is the row itself: what {@code ExtractNewRecordState} leaves of Debezium's events, with the
 * fields that it can add, or what any producer writes. They tell nothing of the row before an update.
 */
final class FlatRecordParser {

    private final KeyReader keys;
    private final StructReader structs = new StructReader(name -> !AddedFields.isOne(name));
    private final MapReader maps = new MapReader();
    private final AddedFields addedFields = new AddedFields();

    FlatRecordParser(KeyReader keys) {
        this.keys = keys;
    }

    /** Whether deletes come as rows too, so that a record without a value only repeats what one of them said. */
    static boolean marksDeletes(Object value) {
        return value instanceof Struct struct
                ? struct.schema().field(AddedFields.DELETED) != null
                : ((Map<?, ?>) value).containsKey(AddedFields.DELETED);
    }

    ChangeEvent parse(SinkRecord record) {
        Row row = record.value() instanceof Struct struct ? structs.read(struct) : maps.read(columns(record));
        Map<String, Object> added = addedFields.of(record.value());
        String operation = text(added, AddedFields.OPERATION);
        TableId table = table(record, marksDeletes(record.value()) ? added : Map.of());
        if (operation.equals("t")) {
            return new ChangeEvent.Truncate(table, row.columns(), origin(record, added, Operation.TRUNCATE));
        }
        Row key = keys.read(record);
        if (text(added, AddedFields.DELETED).equals("true") || operation.equals("d")) {
            return new ChangeEvent.Delete(
                    table, key, BeforeImage.of(() -> row), origin(record, added, Operation.DELETE));
        }
        return switch (operation) {
            case "c" -> upsert(record, table, key, row, added, Operation.INSERT);
            case "r" -> upsert(record, table, key, row, added, Operation.SNAPSHOT_READ);
            case "u" -> upsert(record, table, key, row, added, Operation.UPDATE);
            default -> upsert(record, table, key, row, added, Operation.UPSERT);
        };
    }

    private static ChangeEvent upsert(
            SinkRecord record, TableId table, Row key, Row row, Map<String, Object> added, Operation operation) {
        boolean isNew = operation == Operation.INSERT || operation == Operation.SNAPSHOT_READ;
        BeforeImage before = isNew ? BeforeImage.none() : BeforeImage.unknown();
        return new ChangeEvent.Upsert(table, key, before, row, origin(record, added, operation));
    }

    /** A record without a value where values are rows. */
    ChangeEvent parseDelete(SinkRecord record) {
        return new ChangeEvent.Delete(
                tableOf(record.topic()),
                keys.read(record),
                BeforeImage.unknown(),
                origin(record, Map.of(), Operation.DELETE));
    }

    /** A record without a value where it is not known whether values are rows. */
    ChangeEvent parseTombstone(SinkRecord record) {
        return new ChangeEvent.Tombstone(
                tableOf(record.topic()), keys.read(record), Optional.of(origin(record, Map.of(), Operation.DELETE)));
    }

    /** A record without a value that follows a delete event. */
    ChangeEvent parseRepeatedDelete(SinkRecord record) {
        return new ChangeEvent.Tombstone(tableOf(record.topic()), keys.read(record), Optional.empty());
    }

    /** The last two parts of a topic's name, as Debezium calls its topics. */
    static TableId tableOf(String topic) {
        String[] parts = topic.split("\\.", -1);
        return new TableId(parts.length > 1 ? parts[parts.length - 2] : "", parts[parts.length - 1]);
    }

    private static Map<?, ?> columns(SinkRecord record) {
        Map<Object, Object> columns = new LinkedHashMap<>();
        ((Map<?, ?>) record.value()).forEach((name, value) -> {
            if (!AddedFields.isOne(String.valueOf(name))) {
                columns.put(name, value);
            }
        });
        return columns;
    }

    private static String text(Map<String, Object> added, String name) {
        return String.valueOf(added.getOrDefault(name, ""));
    }

    /**
     * The last two parts of the topic's name, as Debezium calls its topics; or as the record says, where its deletes say so
     * as well. A record without a value has nothing but the topic, and must come to the same table.
     */
    private static TableId table(SinkRecord record, Map<String, Object> added) {
        TableId byTopic = tableOf(record.topic());
        String table = text(added, AddedFields.TABLE);
        String database = text(added, AddedFields.DATABASE);
        return new TableId(
                database.isEmpty() ? byTopic.database() : database, table.isEmpty() ? byTopic.table() : table);
    }

    private static Origin origin(SinkRecord record, Map<String, Object> added, Operation operation) {
        return new Origin(operation, time(record, added), Optional.empty(), () -> AddedFields.asSource(added));
    }

    private static long time(SinkRecord record, Map<String, Object> added) {
        for (String name : AddedFields.TIMES) {
            if (added.get(name) instanceof Long millis) {
                return millis;
            }
        }
        if (record.timestamp() == null) {
            throw new BadRecordException("it has no timestamp");
        }
        return record.timestamp();
    }
}
