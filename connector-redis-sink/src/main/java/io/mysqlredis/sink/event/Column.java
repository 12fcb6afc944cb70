package io.mysqlredis.sink.event;

import java.util.Objects;

/** A column's name, as MySQL has it, and what its values mean. */
public record Column(String name, ColumnType type) {

    public Column {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
    }

    /** Why a value of this column cannot be had; the reason goes on after the words "its value". */
    public BadRecordException refusal(String reason) {
        return new BadRecordException("column " + name + " of type " + type + ": its value " + reason);
    }
}
