package io.mysqlredis.sink.mapping;

/** What a mapping makes of a table: an entry for each row, or a log of its changes. */
public sealed interface MappingType permits EntryType, StreamType {

    /** As Redis's {@code TYPE} names the type of its keys. */
    String redisType();
}
