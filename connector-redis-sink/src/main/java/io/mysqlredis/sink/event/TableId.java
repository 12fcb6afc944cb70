package io.mysqlredis.sink.event;

import java.util.Objects;

/** A MySQL table by its database and name; where nothing tells the database, that is empty. */
public record TableId(String database, String table) {

    public TableId {
        Objects.requireNonNull(database, "database");
        Objects.requireNonNull(table, "table");
    }

    @Override
    public String toString() {
        return database.isEmpty() ? table : database + "." + table;
    }
}
