package io.mysqlredis.sink.mapping;

import io.mysqlredis.sink.event.BadRecordException;
import io.mysqlredis.sink.event.Column;
import io.mysqlredis.sink.event.Row;
import java.util.Objects;

/** Where the records of one shape hold a column. */
record BoundColumn(boolean isInKey, int index, Column column) {

    BoundColumn {
        Objects.requireNonNull(column, "column");
    }

    /** The value, or null where the column is NULL. */
    Object value(Row key, Row image) {
        if (!isInKey) {
            return image.value(index);
        }
        Object value = key.value(index);
        if (value == null) {
            throw new BadRecordException("its key column " + column.name()
                    + " is NULL; the source's message.key.columns may only name columns that are NOT NULL");
        }
        return value;
    }
}
