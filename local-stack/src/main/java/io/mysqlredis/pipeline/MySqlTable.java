package io.mysqlredis.pipeline;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A table as MySQL describes it. */
record MySqlTable(String database, String name, List<MySqlColumn> columns, List<MySqlColumn> primaryKey) {

    private static final String TABLES =
            "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? ORDER BY TABLE_NAME";

    private static final String COLUMNS = "SELECT COLUMN_NAME, DATA_TYPE, COLUMN_TYPE"
            + " FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION";

    /** In the order of the key and not of the table, as the source's keys have them. */
    private static final String PRIMARY_KEY = "SELECT COLUMN_NAME FROM information_schema.STATISTICS"
            + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND INDEX_NAME = 'PRIMARY' ORDER BY SEQ_IN_INDEX";

    static List<MySqlTable> of(Connection mysql, String database) throws SQLException {
        List<MySqlTable> tables = new ArrayList<>();
        try (PreparedStatement statement = mysql.prepareStatement(TABLES)) {
            statement.setString(1, database);
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    tables.add(read(mysql, database, found.getString(1)));
                }
            }
        }
        return tables;
    }

    private static MySqlTable read(Connection mysql, String database, String table) throws SQLException {
        Map<String, MySqlColumn> columns = new LinkedHashMap<>();
        try (PreparedStatement statement = of(mysql, COLUMNS, database, table);
                ResultSet found = statement.executeQuery()) {
            while (found.next()) {
                String name = found.getString(1);
                columns.put(name, new MySqlColumn(name, found.getString(2), found.getString(3)));
            }
        }
        List<MySqlColumn> primaryKey = new ArrayList<>();
        try (PreparedStatement statement = of(mysql, PRIMARY_KEY, database, table);
                ResultSet found = statement.executeQuery()) {
            while (found.next()) {
                primaryKey.add(columns.get(found.getString(1)));
            }
        }
        return new MySqlTable(database, table, List.copyOf(columns.values()), primaryKey);
    }

    private static PreparedStatement of(Connection mysql, String sql, String database, String table)
            throws SQLException {
        PreparedStatement statement = mysql.prepareStatement(sql);
        statement.setString(1, database);
        statement.setString(2, table);
        return statement;
    }

    String selectAll() {
        return columns.stream()
                .map(MySqlColumn::selection)
                .collect(Collectors.joining(", ", "SELECT ", " FROM `%s`.`%s`".formatted(database, name)));
    }

    /** The Redis key that the documentation promises for a row, worked out without the connector. */
    String redisKey(List<byte[]> row) {
        List<String> parts = new ArrayList<>(List.of(name));
        for (MySqlColumn column : primaryKey) {
            byte[] value = row.get(columns.indexOf(column));
            parts.add(new String(column.rendered(value), StandardCharsets.UTF_8));
        }
        int last = parts.size() - 1;
        return parts.subList(0, last).stream()
                .map(part -> part.replace("\\", "\\\\").replace(":", "\\:"))
                .collect(Collectors.joining(":", "", ":" + parts.get(last)));
    }
}
