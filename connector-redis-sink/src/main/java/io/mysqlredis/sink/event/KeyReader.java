package io.mysqlredis.sink.event;

import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/** Reads a record's key as the row's primary key. */
final class KeyReader {

    /** What the one column is called whose name a key does not tell. */
    private static final String UNNAMED = "pk";

    private final StructReader structs = new StructReader();
    private final MapReader maps = new MapReader();

    Row read(SinkRecord record) {
        Object key = record.key();
        if (key == null) {
            throw new BadRecordException(
                    "it has no key, since the table has no primary key; give the table one, or name"
                            + " columns that identify a row in the source's message.key.columns");
        }
        if (key instanceof Struct struct) {
            if (struct.schema().fields().isEmpty()) {
                throw new BadRecordException("its key is a struct without fields");
            }
            return structs.read(struct);
        }
        if (key instanceof Map<?, ?> fields) {
            if (fields.isEmpty()) {
                throw new BadRecordException("its key is a map without entries");
            }
            return maps.read(fields);
        }
        return maps.read(Map.of(UNNAMED, key));
    }
}
