package io.mysqlredis.pipeline;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Compares every row and column of a MySQL database with Redis, and every key of Redis but the sink's watermarks with a row,
 * by nothing but the two servers' own clients: no code of the connector takes part.
 */
public final class CopyCheck {

    private static final int ROWS_AT_A_TIME = 500;
    private static final int MAX_SHOWN = 60;

    /** What the sink keeps beside the copy: how far each partition has come. */
    private static final String WATERMARKS = "__connect:";

    private final Connection mysql;
    private final Jedis redis;

    private long rows;
    private long values;
    private final Set<String> expectedKeys = new HashSet<>();
    private final List<String> differences = new ArrayList<>();

    private CopyCheck(Connection mysql, Jedis redis) {
        this.mysql = mysql;
        this.redis = redis;
    }

    /**
     * What the comparison found.
     *
     * @param values columns that are not NULL, over all rows
     * @param differences one line each: a missing key, a column that differs, a field or a key too many
     */
    public record Result(long rows, long values, long keys, List<String> differences) {

        public Result {
            differences = List.copyOf(differences);
        }
    }

    /** Compares all tables of the MySQL database with all keys of the Redis database, as they are at this moment. */
    public static Result compare(Connection mysql, Jedis redis, String database) throws SQLException {
        CopyCheck check = new CopyCheck(mysql, redis);
        for (MySqlTable table : MySqlTable.of(mysql, database)) {
            check.compareTable(table);
        }
        Set<String> keys = redis.keys("*");
        keys.removeIf(key -> key.startsWith(WATERMARKS));
        for (String key : keys) {
            if (!check.expectedKeys.contains(key)) {
                check.differences.add(key + ": is in Redis, but MySQL has no such row");
            }
        }
        return new Result(check.rows, check.values, keys.size(), check.differences);
    }

    private void compareTable(MySqlTable table) throws SQLException {
        Map<String, List<byte[]>> batch = new LinkedHashMap<>();
        try (Statement statement = mysql.createStatement();
                ResultSet found = statement.executeQuery(table.selectAll())) {
            while (found.next()) {
                List<byte[]> row = new ArrayList<>();
                for (int column = 1; column <= table.columns().size(); column++) {
                    row.add(found.getBytes(column));
                }
                String key = table.redisKey(row);
                if (!expectedKeys.add(key)) {
                    differences.add(key + ": is the key of two rows in MySQL");
                }
                rows++;
                batch.put(key, row);
                if (batch.size() == ROWS_AT_A_TIME) {
                    compareRows(table, batch);
                    batch.clear();
                }
            }
        }
        compareRows(table, batch);
    }

    private void compareRows(MySqlTable table, Map<String, List<byte[]>> batch) {
        Map<String, Response<Map<byte[], byte[]>>> replies = new LinkedHashMap<>();
        Pipeline pipeline = redis.pipelined();
        batch.keySet().forEach(key -> replies.put(key, pipeline.hgetAll(key.getBytes(StandardCharsets.UTF_8))));
        pipeline.sync();
        batch.forEach((key, row) -> {
            try {
                compareRow(table, key, row, hash(replies.get(key).get()));
            } catch (JedisDataException e) {
                differences.add(key + ": is no hash in Redis: " + e.getMessage());
            }
        });
    }

    private void compareRow(MySqlTable table, String key, List<byte[]> row, Map<String, byte[]> hash) {
        if (hash.isEmpty()) {
            differences.add(key + ": is a row in MySQL, but missing in Redis");
            return;
        }
        for (int i = 0; i < row.size(); i++) {
            MySqlColumn column = table.columns().get(i);
            byte[] selected = row.get(i);
            byte[] found = hash.remove(column.name());
            values += selected == null ? 0 : 1;
            if (!isSame(column, selected, found)) {
                differences.add(
                        "%s %s: MySQL has %s, Redis %s".formatted(key, column.name(), show(selected), show(found)));
            }
        }
        hash.forEach((field, value) ->
                differences.add("%s %s: MySQL has no such column, Redis %s".formatted(key, field, show(value))));
    }

    private static boolean isSame(MySqlColumn column, byte[] selected, byte[] found) {
        if (selected == null || found == null) {
            return selected == null && found == null;
        }
        return column.isRenderedBy(selected, found);
    }

    private static Map<String, byte[]> hash(Map<byte[], byte[]> reply) {
        Map<String, byte[]> hash = new TreeMap<>();
        reply.forEach((field, value) -> hash.put(new String(field, StandardCharsets.UTF_8), value));
        return hash;
    }

    private static String show(byte[] value) {
        if (value == null) {
            return "nothing";
        }
        String text = new String(value, StandardCharsets.UTF_8);
        boolean isText = Arrays.equals(text.getBytes(StandardCharsets.UTF_8), value);
        String shown = isText ? "'" + text + "'" : "0x" + HexFormat.of().formatHex(value);
        return shown.length() > MAX_SHOWN ? shown.substring(0, MAX_SHOWN) + "… (" + value.length + " bytes)" : shown;
    }
}
