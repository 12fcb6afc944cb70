package io.mysqlredis.sink.filter;

import dev.cel.common.values.NullValue;
import io.mysqlredis.sink.event.Column;
import io.mysqlredis.sink.event.Row;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** A row as filters see it, by column name; only the columns that are asked for are converted. */
final class RowMap extends AbstractMap<String, Object> {

    private final Row row;

    RowMap(Row row) {
        this.row = row;
    }

    @Override
    public boolean containsKey(Object name) {
        return indexOf(name) >= 0;
    }

    /** Null only if there is no such column. */
    @Override
    public Object get(Object name) {
        int index = indexOf(name);
        return index < 0 ? null : value(index);
    }

    @Override
    public int size() {
        return row.columns().size();
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, Object>> iterator() {
                return IntStream.range(0, size())
                        .mapToObj(i -> Map.entry(row.columns().at(i).name(), value(i)))
                        .iterator();
            }

            @Override
            public int size() {
                return row.columns().size();
            }
        };
    }

    private int indexOf(Object name) {
        return name instanceof String text ? row.columns().indexOf(text) : -1;
    }

    private Object value(int index) {
        Object value = row.value(index);
        Column column = row.columns().at(index);
        return value == null ? NullValue.NULL_VALUE : FilterValues.of(column, value);
    }
}
