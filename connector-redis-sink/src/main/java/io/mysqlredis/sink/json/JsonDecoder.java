package io.mysqlredis.sink.json;

import io.mysqlredis.sink.event.BytesDecoder;
import io.mysqlredis.sink.event.StructEnvelopes;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;

/**
 * Decodes records whose keys and values are bytes, as Connect's JSON converter wrote them with schemas: a schema is parsed once,
 * and recognised by its bytes in all messages that begin with the same.
 */
public final class JsonDecoder extends BytesDecoder {

    /**
     * A topic has one at a time, more where a table was changed, and one from each server where several write to it; a source that
     * makes new ones for ever must not fill the heap.
     */
    private static final int SCHEMAS_OF_TOPIC = 100;

    private final Map<String, Deque<Known>> keys = new HashMap<>();
    private final Map<String, Deque<Known>> values = new HashMap<>();

    /** How payloads of one schema are read. */
    @FunctionalInterface
    private interface Plan {
        SchemaAndValue read(byte[] message, int from);
    }

    /** What messages of one schema begin with, up to their payload, and how they are read. */
    private static final class Known {

        private final byte[] beginning;
        private final Plan plan;

        Known(byte[] beginning, Plan plan) {
            this.beginning = beginning;
            this.plan = plan;
        }

        boolean begins(byte[] message) {
            return message.length > beginning.length
                    && Arrays.equals(message, 0, beginning.length, beginning, 0, beginning.length);
        }

        SchemaAndValue read(byte[] message) {
            return plan.read(message, beginning.length);
        }
    }

    @Override
    protected SchemaAndValue key(String topic, byte[] message) {
        return known(message, keys.computeIfAbsent(topic, first -> new ArrayDeque<>()), JsonDecoder::keyPlan)
                .read(message);
    }

    @Override
    protected SchemaAndValue value(String topic, byte[] message) {
        return known(message, values.computeIfAbsent(topic, first -> new ArrayDeque<>()), JsonDecoder::valuePlan)
                .read(message);
    }

    private static Known known(byte[] message, Deque<Known> ofTopic, Function<Schema, Plan> planner) {
        for (Known one : ofTopic) {
            if (one.begins(message)) {
                return one;
            }
        }
        JsonMessages.Parts parts = JsonMessages.parts(message);
        Known first =
                new Known(Arrays.copyOf(message, parts.payloadAt()), planner.apply(JsonSchemas.of(parts.schema())));
        if (ofTopic.size() == SCHEMAS_OF_TOPIC) {
            ofTopic.removeLast();
        }
        ofTopic.addFirst(first);
        return first;
    }

    private static Plan keyPlan(Schema schema) {
        if (schema.type() != Schema.Type.STRUCT) {
            return anyPlan(schema);
        }
        RowPlan row = new RowPlan(schema);
        return (message, from) -> withoutSchema(row.row(JsonMessages.payload(message, from, row::values)));
    }

    private static Plan valuePlan(Schema schema) {
        if (StructEnvelopes.isEnvelope(schema) && StructEnvelopes.hasOneSchemaOfRows(schema)) {
            EnvelopePlan envelope = new EnvelopePlan(schema);
            return (message, from) -> withoutSchema(envelope.read(message, from));
        }
        return anyPlan(schema);
    }

    /** For what is no change event: flat records, heartbeats, the boundaries of transactions. */
    private static Plan anyPlan(Schema schema) {
        ValueReader reader = ValueReader.of(schema);
        return (message, from) -> new SchemaAndValue(schema, JsonMessages.payload(message, from, reader::read));
    }
}
