package io.mysqlredis.sink.avro;

import io.mysqlredis.sink.event.BadRecordException;
import io.mysqlredis.sink.event.SchemaUnavailableException;
import io.mysqlredis.sink.event.UndecodableException;
import org.apache.avro.Schema;

/** Knows the schemas that messages name. */
@FunctionalInterface
public interface SchemaRegistry {

    /**
     * The schema with this id, which is the same for ever.
     *
     * @throws BadRecordException if there is none, or none of Avro
     * @throws UndecodableException if the registry refuses to tell
     * @throws SchemaUnavailableException if it may tell later
     */
    Schema schema(int id);
}
