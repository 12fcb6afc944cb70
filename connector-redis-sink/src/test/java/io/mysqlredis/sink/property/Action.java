package io.mysqlredis.sink.property;

/**
 * What somebody does to a table, where it can be done.
 *
 * @param row which one, by number
 * @param columns which of them change, a bit each
 * @param values the seed of what they become
 */
record Action(Kind kind, int table, int row, int columns, int values) {

    enum Kind {
        INSERT,
        UPDATE,
        UPDATE_KEY,
        DELETE,
        SNAPSHOT_READ,
        ALTER,
        TRUNCATE
    }
}
