package io.mysqlredis.sink.event;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/** Turns each record, with Debezium's envelope or without, into the change that it stands for, or refuses it. */
public final class RecordParser {

    /** What a wide {@code topics.regex} catches besides rows. */
    private static final Set<String> NOT_ROWS = Set.of(
            "io.debezium.connector.common.Heartbeat",
            "io.debezium.connector.common.TransactionMetadataValue",
            "io.debezium.connector.mysql.SchemaChangeValue");

    private static final Set<String> TRANSACTION_FIELDS = Set.of("status", "id", "event_count", "data_collections");
    private static final Set<String> SCHEMA_CHANGE_FIELDS = Set.of("source", "databaseName", "ddl", "tableChanges");

    /** The only field of a heartbeat. */
    private static final String HEARTBEAT_TIME = "ts_ms";

    private static final ChangeEvent NOTHING = new ChangeEvent.Nothing(OptionalLong.empty());

    private final KeyReader keys = new KeyReader();
    private final StructEnvelopes structs = new StructEnvelopes();
    private final EnvelopeParser envelopes = new EnvelopeParser(keys);
    private final FlatRecordParser flat = new FlatRecordParser(keys);
    private final Map<String, Topic> topics = new HashMap<>();
    private final Predecessors predecessors = new Predecessors();

    /**
     * What a topic's records showed.
     *
     * @param onlyTable empty if they were of several tables
     */
    private record Topic(Form form, Optional<TableId> onlyTable) {

        /** Whether the table of a record that does not tell it can be taken from the topic's name. */
        boolean isNamedAfterItsTable(String name) {
            return onlyTable.isPresent() && onlyTable.get().equals(FlatRecordParser.tableOf(name));
        }
    }

    /** What the values of a topic look like, as its latest one showed. */
    private enum Form {
        ENVELOPE,
        /** Rows; a delete has no value. */
        FLAT,
        /** Rows; a delete is a row with a mark. */
        FLAT_WITH_DELETES
    }

    /**
     * The change that a record stands for.
     *
     * @throws BadRecordException if the record stands for none, or lacks what a change needs
     */
    public ChangeEvent parse(SinkRecord record) {
        boolean isBehindGap = !predecessors.sawTheOneBefore(record);
        Object value = record.value();
        refuseUnreadable("key", record.key());
        refuseUnreadable("value", value);
        if (value == null) {
            return withoutValue(record, isBehindGap);
        }
        Schema schema = record.valueSchema();
        if (schema != null && schema.name() != null && NOT_ROWS.contains(schema.name())) {
            return nothing(value);
        }
        Optional<Envelope> envelope = envelope(record);
        if (envelope.isPresent()) {
            SourceBlock source = source(envelope.get());
            TableId table = source.table();
            remember(record, Form.ENVELOPE, table);
            return envelopes.parse(record, envelope.get(), source, table);
        }
        if (value instanceof Struct || value instanceof Map) {
            refuseEnvelopeWithoutSchema(value);
            if (value instanceof Map<?, ?> fields && isNoRow(record, fields)) {
                return nothing(fields.get(HEARTBEAT_TIME));
            }
            remember(
                    record,
                    FlatRecordParser.marksDeletes(value) ? Form.FLAT_WITH_DELETES : Form.FLAT,
                    FlatRecordParser.tableOf(record.topic()));
            return flat.parse(record);
        }
        throw new BadRecordException("its value is neither a change event of Debezium nor a row; narrow topics.regex to"
                + " the topics of tables, and let source and sink use the same converters");
    }

    /** Some records may be gone before this one, even if they were seen once: they are not applied, and do not come again. */
    public void comesBehindGap(SinkRecord record) {
        predecessors.forgetThoseBefore(record);
    }

    /** Takes notice of a record that is applied already, as what follows it depends on it. */
    public void pass(SinkRecord record) {
        predecessors.sawTheOneBefore(record);
        envelope(record).ifPresent(envelope -> {
            try {
                remember(record, Form.ENVELOPE, source(envelope).table());
            } catch (BadRecordException refusedWhenItCame) {
                // It tells nothing of the records of its topic.
            }
        });
    }

    private Optional<Envelope> envelope(SinkRecord record) {
        if (record.value() instanceof Envelope envelope) {
            return Optional.of(envelope);
        }
        return record.value() instanceof Struct value && StructEnvelopes.isEnvelope(value.schema())
                ? Optional.of(structs.of(value))
                : Optional.empty();
    }

    private static SourceBlock source(Envelope envelope) {
        SourceBlock source = envelope.source();
        if (source == null) {
            throw new BadRecordException("its source block is missing");
        }
        return source;
    }

    /**
     * A tombstone. Where a delete has a record of its own, one follows it, so that compaction can drop the row; the delete
     * did the work, unless compaction took it away before it was read. Elsewhere it is the delete.
     */
    private ChangeEvent withoutValue(SinkRecord record, boolean isBehindGap) {
        Topic topic = topics.get(record.topic());
        if (topic == null) {
            return flat.parseTombstone(record);
        }
        return switch (topic.form()) {
            case FLAT -> flat.parseDelete(record);
            case FLAT_WITH_DELETES -> NOTHING;
            case ENVELOPE ->
                // Without a gap before it, nothing was taken away: then its delete was applied, or left out as a repeat
                // of the
                // source, or the source told this one again by itself, and the row may be there anew. Without a key
                // where a
                // table has none, and its delete was refused.
                record.key() != null && isBehindGap && topic.isNamedAfterItsTable(record.topic())
                        ? flat.parseRepeatedDelete(record)
                        : NOTHING;
        };
    }

    private void remember(SinkRecord record, Form form, TableId table) {
        Topic known = topics.get(record.topic());
        if (known == null || known.form() != form) {
            topics.put(record.topic(), new Topic(form, Optional.of(table)));
        } else if (known.onlyTable().isPresent() && !known.onlyTable().get().equals(table)) {
            topics.put(record.topic(), new Topic(form, Optional.empty()));
        }
    }

    /** The same as {@link #NOT_ROWS}, where a converter without schemas left nothing but their fields. */
    private static boolean isNoRow(SinkRecord record, Map<?, ?> fields) {
        boolean isHeartbeat = fields.keySet().equals(Set.of(HEARTBEAT_TIME))
                && record.key() instanceof Map<?, ?> key
                && key.keySet().equals(Set.of("serverName"));
        return isHeartbeat
                || fields.keySet().containsAll(TRANSACTION_FIELDS)
                || fields.keySet().containsAll(SCHEMA_CHANGE_FIELDS);
    }

    /** @param told a heartbeat as a struct, or its time, or anything else */
    private static ChangeEvent nothing(Object told) {
        Object time = told instanceof Struct struct && struct.schema().field(HEARTBEAT_TIME) != null
                ? struct.get(HEARTBEAT_TIME)
                : told;
        return time instanceof Long millis ? new ChangeEvent.Nothing(OptionalLong.of(millis)) : NOTHING;
    }

    private static void refuseUnreadable(String what, Object keyOrValue) {
        if (keyOrValue instanceof Unreadable unreadable) {
            throw new BadRecordException("its " + what + " " + unreadable.reason());
        }
    }

    private static void refuseEnvelopeWithoutSchema(Object value) {
        if (value instanceof Map<?, ?> fields && fields.containsKey("op") && fields.get("source") instanceof Map) {
            throw new BadRecordException(
                    "its value is a change event without a schema, so that a DECIMAL, a DATE and others"
                            + " cannot be told from texts and numbers; let source and sink use the same converter, one with"
                            + " schemas: JsonConverter with value.converter.schemas.enable=true, or Avro");
        }
    }
}
