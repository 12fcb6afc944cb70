package io.mysqlredis.sink.event;

import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** Debezium's change events as Connect's converters hand them over. */
public final class StructEnvelopes {

    private final StructReader rows = new StructReader();
    private final SourceBlockReader sources = new SourceBlockReader();

    /** Whether the values of a schema are change events. */
    public static boolean isEnvelope(Schema schema) {
        return schema.type() == Schema.Type.STRUCT
                && hasField(schema, "op", Schema.Type.STRING)
                && hasField(schema, "after", Schema.Type.STRUCT)
                && hasField(schema, "source", Schema.Type.STRUCT);
    }

    private static boolean hasField(Schema schema, String name, Schema.Type type) {
        Field field = schema.field(name);
        return field != null && field.schema().type() == type;
    }

    /** Whether, of change events, the rows before and after are of one schema. */
    public static boolean hasOneSchemaOfRows(Schema envelope) {
        Field before = envelope.field("before");
        return before == null || before.schema().equals(envelope.field("after").schema());
    }

    Envelope of(Struct struct) {
        return new StructEnvelope(struct);
    }

    private final class StructEnvelope implements Envelope {

        private final Struct struct;

        StructEnvelope(Struct struct) {
            this.struct = struct;
        }

        @Override
        public String operation() {
            return struct.getString("op");
        }

        @Override
        public SourceBlock source() {
            Struct source = struct.getStruct("source");
            return source == null ? null : sources.read(source);
        }

        @Override
        public Columns columns() {
            return rows.columns(struct.schema().field("after").schema());
        }

        @Override
        public Row after() {
            Struct after = struct.getStruct("after");
            return after == null ? null : rows.read(after);
        }

        @Override
        public BeforeImage before() {
            Struct before = struct.schema().field("before") == null ? null : struct.getStruct("before");
            return before == null ? BeforeImage.unknown() : BeforeImage.of(() -> rows.read(before));
        }
    }
}
