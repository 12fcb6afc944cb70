package io.mysqlredis.sink.avro;

import io.mysqlredis.sink.event.SourceBlock;
import io.mysqlredis.sink.event.SourceBlock.Part;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.Decoder;
import org.apache.kafka.connect.data.Struct;

/** How the source blocks of one Avro schema are read. */
final class SourcePlan {

    private static final int SKIPPED = -1;

    private final AvroRecord type;

    /** By field, the index of the {@link Part} that it is. */
    private final int[] parts;

    private final ValueReader[] readers;
    private final Schema[] schemas;

    SourcePlan(AvroRecord type) {
        this.type = type;
        List<Schema.Field> fields = type.avro().getFields();
        parts = fields.stream()
                .mapToInt(field -> Part.of(field.name()).map(Part::index).orElse(SKIPPED))
                .toArray();
        readers = type.fields().toArray(ValueReader[]::new);
        schemas = fields.stream().map(Schema.Field::schema).toArray(Schema[]::new);
    }

    /** @param whole reads all of the block later */
    SourceBlock read(Decoder in, Supplier<Struct> whole) throws IOException {
        Object[] values = new Object[Part.values().length];
        for (int i = 0; i < parts.length; i++) {
            if (parts[i] == SKIPPED) {
                GenericDatumReader.skip(schemas[i], in);
            } else {
                values[parts[i]] = readers[i].read(in);
            }
        }
        return new SourceBlock(values, whole);
    }

    Struct readAll(Decoder in) throws IOException {
        return type.read(in);
    }
}
