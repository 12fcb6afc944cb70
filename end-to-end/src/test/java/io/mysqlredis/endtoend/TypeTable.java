package io.mysqlredis.endtoend;

import io.mysqlredis.endtoend.TypeCase.Way;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A MySQL table with a column for each case, and rows that come to Redis by each way, with values and with NULLs. */
record TypeTable(String name, List<TypeCase> cases) {

    TypeTable {
        cases = List.copyOf(cases);
    }

    /** One case in its column. */
    record Column(TypeTable table, int index) {

        TypeCase values() {
            return table.cases.get(index);
        }

        String name() {
            return "c" + index;
        }

        @Override
        public String toString() {
            return values().toString();
        }
    }

    List<Column> columns() {
        return IntStream.range(0, cases.size())
                .mapToObj(index -> new Column(this, index))
                .toList();
    }

    /** The Redis key of the row that comes this way. */
    String key(Way way) {
        return nameFor(way) + ":" + way.row();
    }

    /** The same for the row with nothing but NULLs. */
    String keyOfNulls(Way way) {
        return nameFor(way) + ":" + way.rowOfNulls();
    }

    private String nameFor(Way way) {
        return way == Way.INSERT_INTO_NEW_TABLE ? name + "_new" : name;
    }

    /** The table, and the rows that the snapshot reads. */
    List<String> before() {
        return List.of(create(name), insert(Way.SNAPSHOT), insertNulls(Way.SNAPSHOT));
    }

    /** What the source reads from the binlog. */
    List<String> after() {
        return List.of(
                create(nameFor(Way.INSERT_INTO_NEW_TABLE)),
                insert(Way.INSERT_INTO_NEW_TABLE),
                insertNulls(Way.INSERT_INTO_NEW_TABLE),
                insert(Way.INSERT),
                insertNulls(Way.INSERT),
                insert(name, Way.UPDATE.row(), TypeTable::nullOf),
                update(Way.UPDATE.row(), TypeCase::literal),
                insert(name, Way.UPDATE.rowOfNulls(), TypeCase::literal),
                update(Way.UPDATE.rowOfNulls(), TypeTable::nullOf));
    }

    private static String nullOf(TypeCase values) {
        return values.isNullable() ? "NULL" : values.literal();
    }

    private String create(String table) {
        return columns().stream()
                .map(column -> column.name() + " " + column.values().definition())
                .collect(Collectors.joining(", ", "CREATE TABLE " + table + " (id INT PRIMARY KEY, ", ")"));
    }

    private String insert(Way way) {
        return insert(nameFor(way), way.row(), TypeCase::literal);
    }

    private String insertNulls(Way way) {
        return insert(nameFor(way), way.rowOfNulls(), TypeTable::nullOf);
    }

    private String insert(String table, int id, Function<TypeCase, String> value) {
        String columns = columns().stream().map(Column::name).collect(Collectors.joining(", "));
        return cases.stream()
                .map(value)
                .collect(Collectors.joining(
                        ", ", "INSERT INTO %s (id, %s) VALUES (%d, ".formatted(table, columns, id), ")"));
    }

    private String update(int id, Function<TypeCase, String> value) {
        return columns().stream()
                .map(column -> column.name() + " = " + value.apply(column.values()))
                .collect(Collectors.joining(", ", "UPDATE " + name + " SET ", " WHERE id = " + id));
    }
}
