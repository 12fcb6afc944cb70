package io.mysqlredis.sink.property;

import io.mysqlredis.sink.event.Column;
import io.mysqlredis.sink.event.ColumnType;
import io.mysqlredis.sink.event.Columns;
import io.mysqlredis.sink.event.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A row as MySQL holds it, and what documentation says of its values: how they are rendered and marked. */
record StoredRow(Table table, Map<String, Object> values, long committedAt) {

    /** What tells it from the others of its table. */
    List<String> id() {
        return table.keyNames().stream().map(this::text).toList();
    }

    Row key() {
        return row(table.key());
    }

    Row image() {
        return row(table.columns());
    }

    private Row row(Columns columns) {
        return new Row(
                columns,
                new ArrayList<>(columns.asList().stream()
                        .map(column -> values.get(column.name()))
                        .toList()));
    }

    /** Null if it is NULL. */
    String text(String column) {
        Object value = values.get(column);
        return value == null ? null : Words.text(type(column), value);
    }

    /** As it stands in a template, where something follows it. */
    String text(String column, String following) {
        String text = text(column);
        return text == null ? null : marked(text, following);
    }

    String pk(String following) {
        List<String> names = table.keyNames();
        StringBuilder pk = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            boolean isLast = i + 1 == names.size();
            pk.append(text(names.get(i), isLast ? following : ":")).append(isLast ? "" : ":");
        }
        return pk.toString();
    }

    static String marked(String text, String following) {
        if (following.isEmpty()) {
            return text;
        }
        String end = Octets.utf8(following).substring(0, 1);
        return text.replace("\\", "\\\\").replace(end, "\\" + end);
    }

    /** The named columns that are not NULL, under their new names. */
    Map<String, String> fields(Map<String, String> names) {
        Map<String, String> fields = new LinkedHashMap<>();
        names.forEach((column, name) -> {
            if (values.get(column) != null) {
                fields.put(Octets.utf8(name), text(column));
            }
        });
        return fields;
    }

    /** All of its columns, each under its own name. */
    Map<String, String> ownNames() {
        Map<String, String> names = new LinkedHashMap<>();
        table.columns().asList().forEach(column -> names.put(column.name(), column.name()));
        return names;
    }

    String document(Map<String, String> names, String ofNull) {
        List<String> members = new ArrayList<>();
        names.forEach((column, name) -> {
            Object value = values.get(column);
            if (value != null) {
                members.add('"' + Octets.utf8(name) + "\":" + Words.json(type(column), value));
            } else if (!ofNull.isEmpty()) {
                members.add('"' + Octets.utf8(name) + "\":" + ofNull);
            }
        });
        return "{" + String.join(",", members) + "}";
    }

    double number(String column) {
        return Words.number(type(column), values.get(column));
    }

    private ColumnType type(String name) {
        Column column = table.columns().at(table.columns().indexOf(name));
        return column.type();
    }
}
