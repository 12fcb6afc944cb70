package io.mysqlredis.sink.event;

import org.apache.kafka.connect.sink.SinkRecord;

/** Makes of a record as it comes one that {@link RecordParser} reads. */
@FunctionalInterface
public interface RecordDecoder {

    /** For records that Connect's converters have decoded. */
    RecordDecoder CONVERTED = record -> record;

    /**
     * The same record with a key and a value that the parser reads: what converters make of them, a {@link Row} as the key,
     * an {@link Envelope} as the value, or {@link Unreadable}.
     *
     * @throws UndecodableException if the sink is not set up for what comes
     * @throws SchemaUnavailableException if it may succeed later
     */
    SinkRecord decode(SinkRecord record);
}
