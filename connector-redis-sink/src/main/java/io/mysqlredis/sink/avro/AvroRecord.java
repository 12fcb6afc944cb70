package io.mysqlredis.sink.avro;

import io.mysqlredis.sink.event.BadRecordException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.io.Decoder;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/**
 * A record of Avro's: the struct that it is in Connect, and how its fields are read.
 *
 * @param avro each of its fields is at the index of that of the schema
 */
record AvroRecord(org.apache.avro.Schema avro, Schema schema, List<ValueReader> fields) {

    AvroRecord {
        Objects.requireNonNull(avro, "avro");
        Objects.requireNonNull(schema, "schema");
        fields = List.copyOf(fields);
    }

    /** @throws BadRecordException if Connect has no such type */
    static AvroRecord of(org.apache.avro.Schema avro, int depth) {
        SchemaBuilder schema = SchemaBuilder.struct();
        List<ValueReader> readers = new ArrayList<>();
        for (org.apache.avro.Schema.Field field : avro.getFields()) {
            AvroType type = AvroType.of(field.schema(), depth + 1);
            schema.field(field.name(), type.schema());
            readers.add(type.reader());
        }
        Schema described = AvroType.described(avro, schema);
        return new AvroRecord(avro, described, readers);
    }

    AvroType asType() {
        return new AvroType(schema, this::read);
    }

    Struct read(Decoder in) throws IOException {
        Struct struct = new Struct(schema);
        List<Field> names = schema.fields();
        for (int i = 0; i < names.size(); i++) {
            struct.put(names.get(i), fields.get(i).read(in));
        }
        return struct;
    }
}
