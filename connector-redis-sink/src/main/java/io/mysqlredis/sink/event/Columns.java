package io.mysqlredis.sink.event;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The columns of a table, or of its key, in their order and by name.
 *
 * <p>Rows that were read with one schema share one instance: what columns decide can be decided once for each, by identity.
 */
public final class Columns {

    private final List<Column> list;
    private final Map<String, Integer> indexes = new HashMap<>();

    public Columns(List<Column> columns) {
        list = List.copyOf(columns);
        for (int i = 0; i < list.size(); i++) {
            indexes.put(list.get(i).name(), i);
        }
    }

    public int size() {
        return list.size();
    }

    public Column at(int index) {
        return list.get(index);
    }

    /** Where the column of this name stands, or -1 if there is none. */
    public int indexOf(String name) {
        return indexes.getOrDefault(name, -1);
    }

    public List<Column> asList() {
        return list;
    }

    /** The names, for messages. */
    @Override
    public String toString() {
        return String.join(", ", list.stream().map(Column::name).toList());
    }
}
