package io.mysqlredis.sink.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.mysqlredis.sink.event.BadRecordException;
import io.mysqlredis.sink.event.BeforeImage;
import io.mysqlredis.sink.event.Columns;
import io.mysqlredis.sink.event.Envelope;
import io.mysqlredis.sink.event.EnvelopeField;
import io.mysqlredis.sink.event.Row;
import io.mysqlredis.sink.event.SourceBlock;
import io.mysqlredis.sink.event.SourceBlock.Part;
import java.io.IOException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * How Debezium's change events of one schema are read: at once what each event is asked for, and all else where somebody asks,
 * or not at all.
 */
final class EnvelopePlan {

    private static final int NOWHERE = -1;

    private final EnvelopeField[] roles;
    private final Fields fields;
    private final Fields sourceFields;
    private final ValueReader[] sourceReaders;

    /** By field of the source block, the index of the {@link Part} that it is. */
    private final int[] sourceParts;

    private final Schema sourceSchema;
    private final Schema rowSchema;
    private StructPlan wholeSources;
    private RowPlan rows;

    /** @param envelope of change events */
    EnvelopePlan(Schema envelope) {
        fields = new Fields(envelope);
        roles = envelope.fields().stream()
                .map(field -> EnvelopeField.of(field.name()))
                .toArray(EnvelopeField[]::new);
        sourceSchema = envelope.field("source").schema();
        rowSchema = envelope.field("after").schema();
        sourceFields = new Fields(sourceSchema);
        sourceReaders = sourceSchema.fields().stream()
                .map(field -> ValueReader.of(field.schema()))
                .toArray(ValueReader[]::new);
        sourceParts = sourceSchema.fields().stream()
                .mapToInt(field -> Part.of(field.name()).map(Part::index).orElse(NOWHERE))
                .toArray();
    }

    Envelope read(byte[] message, int from) {
        Event event = new Event(message, from);
        return JsonMessages.payload(message, from, json -> {
            fields.each(json, event::take);
            return event;
        });
    }

    private final class Event implements Envelope {

        private final byte[] message;
        private final int from;
        private String operation;
        private SourceBlock source;
        private int before = NOWHERE;
        private Object[] after;

        Event(byte[] message, int from) {
            this.message = message;
            this.from = from;
        }

        private void take(int field, JsonParser json) throws IOException {
            boolean isThere = json.currentToken() != JsonToken.VALUE_NULL;
            switch (roles[field]) {
                case OPERATION -> operation = json.getText();
                case SOURCE -> source = isThere ? source(json) : null;
                case BEFORE -> before = isThere ? pass(json) : NOWHERE;
                case AFTER -> after = isThere ? rows().values(json) : null;
                case NONE -> json.skipChildren();
            }
        }

        private int pass(JsonParser json) throws IOException {
            int at = from + JsonMessages.offset(json);
            json.skipChildren();
            return at;
        }

        private SourceBlock source(JsonParser json) throws IOException {
            int at = from + JsonMessages.offset(json);
            Object[] values = new Object[Part.values().length];
            sourceFields.each(json, (index, value) -> {
                if (sourceParts[index] == NOWHERE) {
                    value.skipChildren();
                } else {
                    values[sourceParts[index]] = sourceReaders[index].read(value);
                }
            });
            return new SourceBlock(values, () -> wholeSource(at));
        }

        private Struct wholeSource(int at) {
            if (wholeSources == null) {
                wholeSources = new StructPlan(sourceSchema);
            }
            return BadRecordException.ofValue(() -> JsonMessages.at(message, at, wholeSources::read));
        }

        @Override
        public String operation() {
            return operation;
        }

        @Override
        public SourceBlock source() {
            return source;
        }

        @Override
        public Columns columns() {
            return rows().columns();
        }

        @Override
        public Row after() {
            return after == null ? null : rows().row(after);
        }

        private Row rowBefore() {
            RowPlan plan = rows();
            return plan.row(BadRecordException.ofValue(() -> JsonMessages.at(message, before, plan::values)));
        }

        @Override
        public BeforeImage before() {
            return before == NOWHERE ? BeforeImage.unknown() : BeforeImage.of(this::rowBefore);
        }
    }

    /** Not before a row is there: it may have columns that cannot be read, and its deletes can all the same. */
    private RowPlan rows() {
        if (rows == null) {
            rows = new RowPlan(rowSchema);
        }
        return rows;
    }
}
