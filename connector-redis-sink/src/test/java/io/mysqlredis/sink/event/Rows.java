package io.mysqlredis.sink.event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows and changes for tests, without Connect's records around them. */
public final class Rows {

    private Rows() {}

    public static Columns columns(Column... columns) {
        return new Columns(List.of(columns));
    }

    public static Column text(String name) {
        return new Column(name, ColumnType.TEXT);
    }

    public static Column integer(String name) {
        return new Column(name, ColumnType.INTEGER);
    }

    public static Row row(Columns columns, Object... values) {
        return new Row(columns, Arrays.asList(values));
    }

    /** A row of text columns. */
    public static Row texts(String... namesAndValues) {
        List<Column> columns = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            columns.add(text(namesAndValues[i]));
            values.add(namesAndValues[i + 1]);
        }
        return new Row(new Columns(columns), values);
    }

    public static Origin origin(Operation operation) {
        return new Origin(operation, 0, Optional.empty(), Map::of);
    }

    public static ChangeEvent insert(TableId table, Row key, Row after) {
        return new ChangeEvent.Upsert(table, key, BeforeImage.none(), after, origin(Operation.INSERT));
    }

    public static ChangeEvent update(TableId table, Row key, Row before, Row after) {
        return new ChangeEvent.Upsert(table, key, BeforeImage.of(() -> before), after, origin(Operation.UPDATE));
    }

    public static ChangeEvent delete(TableId table, Row key, Row before) {
        return new ChangeEvent.Delete(table, key, BeforeImage.of(() -> before), origin(Operation.DELETE));
    }
}
