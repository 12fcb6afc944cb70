package io.mysqlredis.sink.avro;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.Decoder;

/**
 * A field that holds a record, or perhaps NULL.
 *
 * @param nullAt the index of NULL in the field's union; -1 if there is always a record
 */
record NestedRecord(Schema type, int nullAt) {

    static NestedRecord of(Schema field) {
        if (!field.isUnion()) {
            return new NestedRecord(field, -1);
        }
        int nullAt = field.getIndexNamed("null");
        return new NestedRecord(field.getTypes().get(1 - nullAt), nullAt);
    }

    /** Whether a record is what follows. */
    boolean isThere(Decoder in) throws IOException {
        return nullAt < 0 || AvroType.isPresent(in, nullAt);
    }

    void skip(Decoder in) throws IOException {
        GenericDatumReader.skip(type, in);
    }
}
