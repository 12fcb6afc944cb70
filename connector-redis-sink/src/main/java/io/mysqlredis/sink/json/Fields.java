package io.mysqlredis.sink.json;

import com.fasterxml.jackson.core.JsonParser;
import io.mysqlredis.sink.event.BadRecordException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;

/** The fields of a struct, as they follow each other in an object of JSON: nearly always in the order of the schema. */
final class Fields {

    private final String[] names;
    private final int[] required;
    private final Map<String, Integer> indexes = new HashMap<>();

    Fields(Schema struct) {
        List<Field> fields = struct.fields();
        names = fields.stream().map(Field::name).toArray(String[]::new);
        required = IntStream.range(0, names.length)
                .filter(i -> !fields.get(i).schema().isOptional())
                .toArray();
        for (int i = 0; i < names.length; i++) {
            indexes.put(names[i], i);
        }
    }

    /** The values of the object that the parser stands at the beginning of. */
    Object[] values(JsonParser json, ValueReader[] readers) throws IOException {
        Object[] values = new Object[names.length];
        each(json, (index, value) -> values[index] = readers[index].read(value));
        for (int index : required) {
            if (values[index] == null) {
                throw new BadRecordException("lacks " + names[index] + ", which its schema requires");
            }
        }
        return values;
    }

    /** Takes a field whose value's first token the parser stands at, and leaves it at the last one. */
    @FunctionalInterface
    interface Taker {
        void take(int index, JsonParser json) throws IOException;
    }

    /** Hands out the fields of the object that the parser stands at the beginning of; fields that the schema has not are left out. */
    void each(JsonParser json, Taker taker) throws IOException {
        if (!json.isExpectedStartObjectToken()) {
            throw new BadRecordException("has " + json.currentToken() + " where its schema has a struct");
        }
        int expected = 0;
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            int index =
                    expected < names.length && names[expected].equals(name) ? expected : indexes.getOrDefault(name, -1);
            json.nextToken();
            if (index < 0) {
                json.skipChildren();
            } else {
                taker.take(index, json);
                expected = index + 1;
            }
        }
    }
}
