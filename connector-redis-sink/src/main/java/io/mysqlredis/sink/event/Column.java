package io.mysqlredis.sink.event;

import java.util.Objects;

/** A column's name, as MySQL has it, and what its values mean. */
public record Column(String name, ColumnType type) {

    public Column {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
    }
}
