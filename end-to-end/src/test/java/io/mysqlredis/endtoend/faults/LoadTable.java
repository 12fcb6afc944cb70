package io.mysqlredis.endtoend.faults;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A table of the database {@code shop} whose rows have a number {@code n} that only grows, and a {@code twin} that is the same
 * number or NULL, so that neither an old row nor half a row passes for a good one.
 *
 * <p>Ids up to {@value #ROWS} belong to the {@link LoadGenerator}, those above to the {@link Pulse}.
 */
record LoadTable(String name) {

    static final List<LoadTable> ALL = List.of(new LoadTable("load_a"), new LoadTable("load_b"));
    static final int ROWS = 1_000;

    /** The first rows of each table change so often that a replay of a second shows many of their versions. */
    static final int HOT_ROWS = 10;

    private static final int NULL_EVERY = 4;

    /** The text of a {@code twin} beside this {@code n}; null where there is none. */
    static Long twin(long n) {
        return n % NULL_EVERY == 0 ? null : Long.valueOf(n);
    }

    static List<String> schema() {
        return ALL.stream()
                .map(table ->
                        "CREATE TABLE %s (id INT PRIMARY KEY, n BIGINT NOT NULL, twin BIGINT)".formatted(table.name))
                .toList();
    }

    String key(int id) {
        return name + ":" + id;
    }

    /** The keys of all rows that the generator may write, in all tables. */
    static List<String> keys() {
        return keys(ROWS);
    }

    static List<String> hotKeys() {
        return keys(HOT_ROWS);
    }

    private static List<String> keys(int rows) {
        return ALL.stream()
                .flatMap(table -> IntStream.rangeClosed(1, rows).mapToObj(table::key))
                .toList();
    }

    int[] ids(Connection mysql) throws SQLException {
        Stream.Builder<Integer> ids = Stream.builder();
        try (Statement statement = mysql.createStatement();
                ResultSet found =
                        statement.executeQuery("SELECT id FROM shop.%s WHERE id <= %d".formatted(name, ROWS))) {
            while (found.next()) {
                ids.add(found.getInt(1));
            }
        }
        return ids.build().mapToInt(Integer::intValue).toArray();
    }

    void insert(Connection mysql, int id, long n) throws SQLException {
        run(mysql, "INSERT INTO shop.%s (n, twin, id) VALUES (?, ?, ?)", n, twin(n), id);
    }

    void update(Connection mysql, int id, long n) throws SQLException {
        run(mysql, "UPDATE shop.%s SET n = ?, twin = ? WHERE id = ?", n, twin(n), id);
    }

    /** Changes the primary key. */
    void move(Connection mysql, int id, int to, long n) throws SQLException {
        run(mysql, "UPDATE shop.%s SET n = ?, twin = ?, id = ? WHERE id = ?", n, twin(n), to, id);
    }

    void delete(Connection mysql, int id) throws SQLException {
        run(mysql, "DELETE FROM shop.%s WHERE id = ?", id);
    }

    /** Writes all rows anew, as a snapshot would. */
    void touch(Connection mysql, long n) throws SQLException {
        run(mysql, "UPDATE shop.%s SET n = ?, twin = ?", n, twin(n));
    }

    private void run(Connection mysql, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = mysql.prepareStatement(sql.formatted(name))) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
