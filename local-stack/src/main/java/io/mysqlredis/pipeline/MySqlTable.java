package io.mysqlredis.pipeline;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table as MySQL describes it. */
record MySqlTable(String database, String name, List<MySqlColumn> columns, List<MySqlColumn> primaryKey) {

    private static final String TABLES =
            "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? ORDER BY TABLE_NAME";

    private static final String COLUMNS = "SELECT COLUMN_NAME, DATA_TYPE, COLUMN_TYPE, COLUMN_KEY"
            + " FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION";

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
        List<MySqlColumn> columns = new ArrayList<>();
        // In the order of the columns in the table, which is the order that the source's keys have.
        List<MySqlColumn> primaryKey = new ArrayList<>();
        try (PreparedStatement statement = mysql.prepareStatement(COLUMNS)) {
            statement.setString(1, database);
            statement.setString(2, table);
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    MySqlColumn column = new MySqlColumn(found.getString(1), found.getString(2), found.getString(3));
                    columns.add(column);
                    if (found.getString(4).equals("PRI")) {
                        primaryKey.add(column);
                    }
                }
            }
        }
        return new MySqlTable(database, table, columns, primaryKey);
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
