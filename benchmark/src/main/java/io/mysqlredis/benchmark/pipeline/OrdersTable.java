package io.mysqlredis.benchmark.pipeline;

import io.mysqlredis.benchmark.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** A table of orders in the measured database: rows of six columns whose text is the same in MySQL and in Redis. */
record OrdersTable(Copying copying, String name) {

    private static final List<String> COLUMNS = List.of("id", "customer_id", "status", "amount", "note", "change_no");
    private static final int SAMPLE = 1_000;
    private static final int ROWS_AT_A_TIME = 100_000;

    /** The values of the columns for an {@code id} that the statement around it names. */
    private static final String VALUES = "id, id % 1000, ELT(1 + id % 4, 'new', 'paid', 'shipped', 'done'),"
            + " (id % 100000) / 100, RPAD(CONCAT('the note of order ', id, ' '), 80, 'x'), 0";

    void create() throws SQLException {
        copying.sql("CREATE TABLE " + qualified()
                + " (id BIGINT PRIMARY KEY, customer_id BIGINT NOT NULL, status VARCHAR(16) NOT NULL,"
                + " amount DECIMAL(10, 2) NOT NULL, note VARCHAR(200) NOT NULL, change_no BIGINT NOT NULL)");
    }

    /** Adds rows with the ids from {@code first} on. */
    void fill(long first, long count) throws SQLException {
        for (long from = first; from < first + count; from += ROWS_AT_A_TIME) {
            copying.sql(insert(from, Math.min(ROWS_AT_A_TIME, first + count - from)));
        }
    }

    /** One statement, and so one transaction, that adds a few rows. */
    String insertFew(long first, long count) {
        return "INSERT INTO %s SELECT %s FROM (%s) ids"
                .formatted(
                        qualified(),
                        VALUES,
                        LongStream.range(first, first + count)
                                .mapToObj(id -> "SELECT " + id + " AS id")
                                .collect(Collectors.joining(" UNION ALL ")));
    }

    long maximum(String column) throws SQLException {
        try (Statement statement = copying.mysql().createStatement();
                ResultSet found = statement.executeQuery("SELECT MAX(%s) FROM %s".formatted(column, qualified()))) {
            found.next();
            return found.getLong(1);
        }
    }

    private String insert(long first, long count) {
        String digits = "(SELECT 0 d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4"
                + " UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9)";
        return "INSERT INTO %s SELECT %s FROM (SELECT %d + a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d + 100000 * g.d"
                        .formatted(qualified(), VALUES, first)
                + " AS id FROM %1$s a, %1$s b, %1$s c, %1$s e, %1$s f, %1$s g) ids WHERE id < %2$d"
                        .formatted(digits, first + count);
    }

    String qualified() {
        return copying.database() + "." + name;
    }

    String key(long id) {
        return name + ":" + id;
    }

    /** Whether Redis has so many rows and no more, and some of them, all over the table, are the same column by column. */
    Verdict verdict(long rows) throws SQLException {
        long found = copying.rows();
        return found == rows ? sample() : Verdict.wrong("Redis has %,d rows instead of %,d".formatted(found, rows));
    }

    /** The same of the columns alone. */
    Verdict sample() throws SQLException {
        List<Map<String, String>> rows = new ArrayList<>();
        try (Statement statement = copying.mysql().createStatement();
                ResultSet found =
                        statement.executeQuery("SELECT %s FROM %s WHERE RAND() < %d / (SELECT COUNT(*) FROM %s)"
                                .formatted(String.join(", ", COLUMNS), qualified(), SAMPLE, qualified()))) {
            while (found.next()) {
                Map<String, String> row = new LinkedHashMap<>();
                for (String column : COLUMNS) {
                    row.put(column, found.getString(column));
                }
                rows.add(row);
            }
        }
        for (Map<String, String> row : rows) {
            Map<String, String> hash = copying.redis().hgetAll(key(Long.parseLong(row.get("id"))));
            if (!hash.equals(row)) {
                return Verdict.wrong(
                        "%s is %s in MySQL, and %s in Redis".formatted(key(Long.parseLong(row.get("id"))), row, hash));
            }
        }
        return rows.isEmpty() ? Verdict.wrong("there was no row to compare") : Verdict.right();
    }
}
