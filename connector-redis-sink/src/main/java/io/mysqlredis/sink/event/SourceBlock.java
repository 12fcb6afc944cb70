package io.mysqlredis.sink.event;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/** Reads the block in which Debezium says where a change stood in the binlog. */
final class SourceBlock {

    private SourceBlock() {}

    /** Every field that has a value, in the order of the block; integers as {@link Long}. */
    static Map<String, Object> read(Struct source) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Field field : source.schema().fields()) {
            Object value = source.getWithoutDefault(field.name());
            if (value != null) {
                fields.put(field.name(), value instanceof Integer number ? Long.valueOf(number) : value);
            }
        }
        return fields;
    }
}
