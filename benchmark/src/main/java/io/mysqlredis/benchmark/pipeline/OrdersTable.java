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
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;

/** A table of orders in the measured database: rows of six columns whose text is the same in MySQL and in Redis. */
record OrdersTable(Copying copying, String name) {

    private static final List<String> COLUMNS = List.of("id", "customer_id", "status", "amount", "note", "change_no");
    static final int SAMPLE = 10_000;
    private static final int ROWS_AT_A_TIME = 100_000;

    /** The values of the columns for an id; none so long that Redis would hold the row in more than a list pack. */
    private static final String VALUES = "%1$s, %1$s %% 1000, ELT(1 + %1$s %% 4, 'new', 'paid', 'shipped', 'done'),"
            + " (%1$s %% 100000) / 100, RPAD(CONCAT('the note of order ', %1$s, ' '), 56, 'x'), 0";

    void create() throws SQLException {
        copying.sql("CREATE TABLE " + qualified()
                + " (id BIGINT PRIMARY KEY, customer_id BIGINT NOT NULL, status VARCHAR(16) NOT NULL,"
                + " amount DECIMAL(10, 2) NOT NULL, note VARCHAR(200) NOT NULL, change_no BIGINT NOT NULL)");
    }

    /** Adds rows with the ids from {@code first} on. */
    void fill(long first, long count) throws SQLException {
        for (long from = first; from < first + count; from += ROWS_AT_A_TIME) {
            copying.sql(insertOfMany(from, Math.min(ROWS_AT_A_TIME, first + count - from)));
        }
    }

    /** One statement, and so one transaction, that adds some rows: MySQL is done with it sooner than with one for many. */
    String insertOfFew(long first, long count) {
        return LongStream.range(first, first + count)
                .mapToObj(id -> "(" + VALUES.formatted(id) + ")")
                .collect(Collectors.joining(", ", "INSERT INTO " + qualified() + " VALUES ", ""));
    }

    /** The same of at most a million. */
    private String insertOfMany(long first, long count) {
        return "INSERT /*+ SET_VAR(cte_max_recursion_depth = 1000000) */ INTO %s WITH RECURSIVE ids (id) AS"
                        .formatted(qualified())
                + " (SELECT %d UNION ALL SELECT id + 1 FROM ids WHERE id < %d) SELECT %s FROM ids"
                        .formatted(first, first + count - 1, VALUES.formatted("id"));
    }

    long maximum(String column) throws SQLException {
        try (Statement statement = copying.mysql().createStatement();
                ResultSet found = statement.executeQuery("SELECT MAX(%s) FROM %s".formatted(column, qualified()))) {
            found.next();
            return found.getLong(1);
        }
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
        return found == rows ? sample(SAMPLE) : wrongCount(found, rows);
    }

    static Verdict wrongCount(long found, long rows) {
        return Verdict.wrong("Redis has %,d rows instead of %,d".formatted(found, rows));
    }

    /** The same of the columns alone, of about so many rows, and of all where there are fewer. */
    Verdict sample(int wanted) throws SQLException {
        List<Map<String, String>> rows = new ArrayList<>();
        List<Response<Map<String, String>>> hashes = new ArrayList<>();
        Pipeline pipeline = copying.redis().pipelined();
        try (Statement statement = copying.mysql().createStatement();
                ResultSet found =
                        statement.executeQuery("SELECT %1$s FROM %2$s WHERE RAND() * (SELECT COUNT(*) FROM %2$s) < %3$d"
                                .formatted(String.join(", ", COLUMNS), qualified(), wanted))) {
            while (found.next()) {
                Map<String, String> row = new LinkedHashMap<>();
                for (String column : COLUMNS) {
                    row.put(column, found.getString(column));
                }
                rows.add(row);
                hashes.add(pipeline.hgetAll(key(found.getLong("id"))));
            }
        }
        pipeline.sync();
        for (int i = 0; i < rows.size(); i++) {
            Map<String, String> row = rows.get(i);
            Map<String, String> hash = hashes.get(i).get();
            if (!hash.equals(row)) {
                return Verdict.wrong("%s:%s is %s in MySQL, and %s in Redis".formatted(name, row.get("id"), row, hash));
            }
        }
        return rows.isEmpty() ? Verdict.wrong("there was no row of " + name + " to compare") : Verdict.right();
    }
}
