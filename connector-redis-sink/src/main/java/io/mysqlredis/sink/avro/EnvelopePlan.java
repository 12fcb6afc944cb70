package io.mysqlredis.sink.avro;

import io.mysqlredis.sink.event.BadRecordException;
import io.mysqlredis.sink.event.BeforeImage;
import io.mysqlredis.sink.event.Columns;
import io.mysqlredis.sink.event.Envelope;
import io.mysqlredis.sink.event.EnvelopeField;
import io.mysqlredis.sink.event.Row;
import io.mysqlredis.sink.event.SourceBlock;
import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.Decoder;
import org.apache.kafka.connect.data.Struct;

/**
 * How the change events of one Avro schema are read: at once what each event is asked for, its rows where somebody asks, and
 * all else not at all.
 */
final class EnvelopePlan {

    /** In place of where a row begins. */
    private static final int NO_ROW = -1;

    private final Schema[] fields;
    private final EnvelopeField[] roles;
    private final Cursor cursor = new Cursor();
    private final NestedRecord sourceField;
    private final NestedRecord rowField;
    private final SourcePlan sources;
    private final ValueReader operations;
    private RowPlan rows;

    /** Whether events of this schema are read here, and not as any other record: their rows are of one schema. */
    static boolean covers(Schema envelope) {
        Schema.Field before = envelope.getField("before");
        return before == null
                || before.schema().equals(envelope.getField("after").schema());
    }

    /** @param envelope of change events */
    EnvelopePlan(Schema envelope) {
        List<Schema.Field> all = envelope.getFields();
        fields = all.stream().map(Schema.Field::schema).toArray(Schema[]::new);
        roles = all.stream().map(field -> EnvelopeField.of(field.name())).toArray(EnvelopeField[]::new);
        sourceField = NestedRecord.of(envelope.getField("source").schema());
        rowField = NestedRecord.of(envelope.getField("after").schema());
        sources = new SourcePlan(AvroRecord.of(sourceField.type(), 0));
        operations = AvroType.of(envelope.getField("op").schema(), 0).reader();
    }

    /** @throws BadRecordException if the message is not of this schema */
    Envelope read(byte[] message) {
        return AvroMessage.reading(() -> {
            Event event = new Event(message);
            event.read(cursor.over(message, AvroMessage.HEADER));
            return event;
        });
    }

    private final class Event implements Envelope {

        private final byte[] message;
        private String operation;
        private SourceBlock source;
        private int before = NO_ROW;
        private int after = NO_ROW;

        Event(byte[] message) {
            this.message = message;
        }

        private void read(BinaryDecoder in) throws IOException {
            for (int i = 0; i < roles.length; i++) {
                switch (roles[i]) {
                    case OPERATION -> operation = (String) operations.read(in);
                    case SOURCE -> source = source(in);
                    case BEFORE -> before = passRow(in);
                    case AFTER -> after = passRow(in);
                    case NONE -> GenericDatumReader.skip(fields[i], in);
                }
            }
        }

        private SourceBlock source(Decoder in) throws IOException {
            if (!sourceField.isThere(in)) {
                return null;
            }
            int at = cursor.position();
            return sources.read(in, () -> wholeSource(at));
        }

        private Struct wholeSource(int at) {
            return BadRecordException.ofValue(
                    () -> AvroMessage.reading(() -> sources.readAll(cursor.over(message, at))));
        }

        private int passRow(Decoder in) throws IOException {
            if (!rowField.isThere(in)) {
                return NO_ROW;
            }
            int at = cursor.position();
            rowField.skip(in);
            return at;
        }

        private Row row(int at) {
            // What it refuses of its schema names the column.
            RowPlan plan = rows();
            return BadRecordException.ofValue(() -> AvroMessage.reading(() -> plan.read(cursor.over(message, at))));
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
            return after == NO_ROW ? null : row(after);
        }

        @Override
        public BeforeImage before() {
            return before == NO_ROW ? BeforeImage.unknown() : BeforeImage.of(() -> row(before));
        }
    }

    /** Not before a row is asked for: it may have columns that cannot be read, and its deletes can all the same. */
    private RowPlan rows() {
        if (rows == null) {
            rows = new RowPlan(AvroRecord.of(rowField.type(), 0));
        }
        return rows;
    }
}
