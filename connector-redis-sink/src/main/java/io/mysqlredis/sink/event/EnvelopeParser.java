package io.mysqlredis.sink.event;

import java.util.Set;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/** Turns each record that Debezium's MySQL connector writes into the change that it stands for, or refuses it. */
public final class EnvelopeParser {

    /** What a wide {@code topics.regex} catches besides rows. */
    private static final Set<String> NOT_ROWS = Set.of(
            "io.debezium.connector.common.Heartbeat",
            "io.debezium.connector.common.TransactionMetadataValue",
            "io.debezium.connector.mysql.SchemaChangeValue");

    private static final ChangeEvent NOTHING = new ChangeEvent.Nothing();

    private final StructReader structs = new StructReader();

    /**
     * The change that a record stands for.
     *
     * @throws BadRecordException if the record is none of Debezium's, or lacks what a change needs
     */
    public ChangeEvent parse(SinkRecord record) {
        if (record.value() == null) {
            // A tombstone follows each delete event, so that compaction can drop the row; the delete did the work.
            return NOTHING;
        }
        Schema schema = record.valueSchema();
        if (schema == null) {
            throw new BadRecordException("its value has no schema; let source and sink use the same converter, one with"
                    + " schemas: JsonConverter with value.converter.schemas.enable=true, or Avro");
        }
        if (schema.name() != null && NOT_ROWS.contains(schema.name())) {
            return NOTHING;
        }
        if (!isEnvelope(schema)) {
            throw new BadRecordException(
                    "its value is not a change event of Debezium but has the schema " + schema.name()
                            + "; narrow topics.regex to the topics of tables, and remove transforms that unwrap the event");
        }
        return parseEnvelope(record, (Struct) record.value());
    }

    private ChangeEvent parseEnvelope(SinkRecord record, Struct envelope) {
        String operation = envelope.getString("op");
        Struct source = envelope.getStruct("source");
        TableId table = table(source);
        return switch (operation) {
            case "c" -> upsert(record, envelope, table, Operation.INSERT, BeforeImage.none());
            case "r" -> upsert(record, envelope, table, Operation.SNAPSHOT_READ, BeforeImage.none());
            case "u" -> upsert(record, envelope, table, Operation.UPDATE, before(envelope));
            case "d" -> new ChangeEvent.Delete(table, key(record), before(envelope), origin(source, Operation.DELETE));
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
                table, key(record), before, after, origin(envelope.getStruct("source"), operation));
    }

    private BeforeImage before(Struct envelope) {
        Struct before = envelope.schema().field("before") == null ? null : envelope.getStruct("before");
        return before == null ? BeforeImage.unknown() : BeforeImage.of(() -> structs.read(before));
    }

    private static Origin origin(Struct source, Operation operation) {
        return new Origin(operation, source.getInt64("ts_ms"), () -> SourceBlock.read(source));
    }

    private static boolean isEnvelope(Schema schema) {
        return schema.type() == Schema.Type.STRUCT
                && hasField(schema, "op", Schema.Type.STRING)
                && hasField(schema, "after", Schema.Type.STRUCT)
                && hasField(schema, "source", Schema.Type.STRUCT);
    }

    private static boolean hasField(Schema schema, String name, Schema.Type type) {
        Field field = schema.field(name);
        return field != null && field.schema().type() == type;
    }

    private static TableId table(Struct source) {
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

    private Row key(SinkRecord record) {
        if (record.key() == null) {
            throw new BadRecordException(
                    "it has no key, since the table has no primary key; give the table one, or name"
                            + " columns that identify a row in the source's message.key.columns");
        }
        if (record.key() instanceof Struct key && !key.schema().fields().isEmpty()) {
            return structs.read(key);
        }
        throw new BadRecordException("its key is not the struct that Debezium writes; let source and sink use the same"
                + " key.converter, one with schemas");
    }
}
