package io.mysqlredis.sink.json;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** How objects of JSON become structs of one schema. */
final class StructPlan {

    private final Schema schema;
    private final Fields fields;
    private final ValueReader[] readers;

    StructPlan(Schema schema) {
        this.schema = schema;
        fields = new Fields(schema);
        readers = schema.fields().stream()
                .map(field -> ValueReader.of(field.schema()))
                .toArray(ValueReader[]::new);
    }

    Struct read(JsonParser json) throws IOException {
        Struct struct = new Struct(schema);
        Object[] values = fields.values(json, readers);
        schema.fields().forEach(field -> struct.put(field, values[field.index()]));
        return struct;
    }
}
