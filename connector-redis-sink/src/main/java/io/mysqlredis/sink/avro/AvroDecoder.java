package io.mysqlredis.sink.avro;

import io.mysqlredis.sink.event.BadRecordException;
import io.mysqlredis.sink.event.BytesDecoder;
import io.mysqlredis.sink.event.StructEnvelopes;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;

/** Decodes records whose keys and values are bytes, as the converters for Avro wrote them: what a schema decides, once per schema. */
public final class AvroDecoder extends BytesDecoder {

    /** Far more than the tables of one task; a source that makes new schemas for ever must not fill the heap. */
    private static final int MAX_SCHEMAS = 1_000;

    private final SchemaRegistry registry;
    private final Map<Integer, Plan> keys = new HashMap<>();
    private final Map<Integer, Plan> values = new HashMap<>();

    public AvroDecoder(SchemaRegistry registry) {
        this.registry = Objects.requireNonNull(registry, "registry");
    }

    /** How messages of one schema are read. */
    @FunctionalInterface
    private interface Plan {
        SchemaAndValue read(byte[] message);
    }

    @Override
    protected SchemaAndValue key(String topic, byte[] message) {
        return plan(AvroMessage.schemaId(message), keys, AvroDecoder::keyPlan).read(message);
    }

    @Override
    protected SchemaAndValue value(String topic, byte[] message) {
        return plan(AvroMessage.schemaId(message), values, AvroDecoder::valuePlan)
                .read(message);
    }

    private Plan plan(int id, Map<Integer, Plan> plans, Function<Schema, Plan> planner) {
        Plan known = plans.get(id);
        if (known == null) {
            known = planned(registry.schema(id), planner);
            if (plans.size() == MAX_SCHEMAS) {
                plans.clear();
            }
            plans.put(id, known);
        }
        return known;
    }

    /** What cannot be read with a schema cannot be with the next message either. */
    private static Plan planned(Schema schema, Function<Schema, Plan> planner) {
        try {
            return planner.apply(schema);
        } catch (BadRecordException e) {
            return message -> {
                throw new BadRecordException(e.getMessage());
            };
        }
    }

    private static Plan keyPlan(Schema schema) {
        if (schema.getType() != Schema.Type.RECORD) {
            return anyPlan(schema, AvroType.of(schema, 0));
        }
        RowPlan row = new RowPlan(AvroRecord.of(schema, 0));
        Cursor cursor = new Cursor();
        return message -> withoutSchema(AvroMessage.reading(() -> row.read(cursor.over(message, AvroMessage.HEADER))));
    }

    private static Plan valuePlan(Schema schema) {
        AvroType type = AvroType.of(schema, 0);
        if (StructEnvelopes.isEnvelope(type.schema()) && EnvelopePlan.covers(schema)) {
            EnvelopePlan envelope = new EnvelopePlan(schema);
            return message -> withoutSchema(envelope.read(message));
        }
        return anyPlan(schema, type);
    }

    /** For what is no change event: flat records, keys of one column, heartbeats, the boundaries of transactions. */
    private static Plan anyPlan(Schema schema, AvroType type) {
        Cursor cursor = new Cursor();
        boolean isRaw = schema.getType() == Schema.Type.BYTES;
        return message -> new SchemaAndValue(
                type.schema(),
                AvroMessage.reading(() -> type.reader()
                        .read(
                                isRaw
                                        ? cursor.overRaw(message, AvroMessage.HEADER)
                                        : cursor.over(message, AvroMessage.HEADER))));
    }
}
