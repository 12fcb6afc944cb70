package io.mysqlredis.sink.avro;

import java.io.IOException;
import org.apache.avro.io.Decoder;

/** Reads the values of one Avro schema, as the classes that Connect has for them. */
@FunctionalInterface
interface ValueReader {

    /** The next value, or null. */
    Object read(Decoder in) throws IOException;
}
