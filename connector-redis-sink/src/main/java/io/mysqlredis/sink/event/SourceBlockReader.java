package io.mysqlredis.sink.event;

import io.mysqlredis.sink.event.SourceBlock.Part;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** Reads source blocks that are Connect structs. */
final class SourceBlockReader {

    private static final Part[] PARTS = Part.values();

    private Schema latest;

    /** Those of the latest schema by the indexes of the parts, null where it has none of that name. */
    private final Field[] fields = new Field[PARTS.length];

    // A converter hands out one instance per schema, and comparing schemas would cost more than reading.
    @SuppressWarnings("ReferenceEquality")
    SourceBlock read(Struct source) {
        if (latest != source.schema()) {
            latest = source.schema();
            for (Part part : PARTS) {
                fields[part.index()] = latest.field(part.field());
            }
        }
        Object[] values = new Object[PARTS.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = fields[i] == null ? null : source.get(fields[i]);
        }
        return new SourceBlock(values, () -> source);
    }
}
