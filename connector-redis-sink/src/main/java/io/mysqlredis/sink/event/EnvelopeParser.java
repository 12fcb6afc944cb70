package io.mysqlredis.sink.event;

import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/** Sole owner of what Debezium's envelope looks like: reads the change out of it. */
final class EnvelopeParser {

    private final KeyReader keys;
    private final StructReader structs = new StructReader();
    private final SourcePositionReader positions = new SourcePositionReader();

    EnvelopeParser(KeyReader keys) {
        this.keys = keys;
    }

    static boolean isEnvelope(Schema schema) {
        return schema.type() == Schema.Type.STRUCT
                && hasField(schema, "op", Schema.Type.STRING)
                && hasField(schema, "after", Schema.Type.STRUCT)
                && hasField(schema, "source", Schema.Type.STRUCT);
    }

    private static boolean hasField(Schema schema, String name, Schema.Type type) {
        Field field = schema.field(name);
        return field != null && field.schema().type() == type;
    }

    ChangeEvent parse(SinkRecord record, Struct envelope, TableId table) {
        String operation = envelope.getString("op");
        Struct source = envelope.getStruct("source");
        return switch (operation) {
            case "c" -> upsert(record, envelope, table, Operation.INSERT, BeforeImage.none());
            case "r" -> upsert(record, envelope, table, Operation.SNAPSHOT_READ, BeforeImage.none());
            case "u" -> upsert(record, envelope, table, Operation.UPDATE, before(envelope));
            case "d" ->
                new ChangeEvent.Delete(table, keys.read(record), before(envelope), origin(source, Operation.DELETE));
            case "t" ->
                new ChangeEvent.Truncate(
                        table,
                        structs.columns(envelope.schema().field("after").schema()),
                        origin(source, Operation.TRUNCATE));
            default -> throw new BadRecordException("its operation op=" + operation + " is unknown");
        };
    }

    private ChangeEvent upsert(
            SinkRecord record, Struct envelope, TableId table, Operation operation, BeforeImage before) {
        Row after = structs.read(after(envelope));
        return new ChangeEvent.Upsert(
                table, keys.read(record), before, after, origin(envelope.getStruct("source"), operation));
    }

    private BeforeImage before(Struct envelope) {
        Struct before = envelope.schema().field("before") == null ? null : envelope.getStruct("before");
        return before == null ? BeforeImage.unknown() : BeforeImage.of(() -> structs.read(before));
    }

    private Origin origin(Struct source, Operation operation) {
        return new Origin(
                operation, source.getInt64("ts_ms"), positions.read(source, operation), () -> SourceBlock.read(source));
    }

    static TableId table(Struct envelope) {
        Struct source = envelope.getStruct("source");
        String database = source.getString("db");
        String table = source.getString("table");
        if (database == null || table == null) {
            throw new BadRecordException("its source block names no table");
        }
        return new TableId(database, table);
    }

    private static Struct after(Struct envelope) {
        Struct after = envelope.getStruct("after");
        if (after == null) {
            throw new BadRecordException("its after image is missing; MySQL needs binlog_row_image=FULL");
        }
        return after;
    }
}
