package io.mysqlredis.sink.mapping;

/** What a {@code TRUNCATE TABLE} does to Redis. */
public enum TruncatePolicy {
    /** The record is refused. */
    FAIL,
    /** Nothing: the rows stay in Redis. */
    IGNORE,
    /** What the mappings wrote for the table goes. */
    APPLY
}
