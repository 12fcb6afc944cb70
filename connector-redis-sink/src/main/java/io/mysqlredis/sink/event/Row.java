package io.mysqlredis.sink.event;

import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** The values of some columns of one row, in the order of the columns; see {@link ColumnType} for their classes. */
public record Row(Columns columns, List<Object> values) {

    public Row {
        Objects.requireNonNull(columns, "columns");
        // Not List.copyOf: NULL is a value here.
        values = Collections.unmodifiableList(values);
        if (columns.size() != values.size()) {
            throw new IllegalArgumentException(columns.size() + " columns, but " + values.size() + " values");
        }
    }

    /** The value of the column at this index, or null where it is NULL. */
    public Object value(int index) {
        return values.get(index);
    }
}
