package io.mysqlredis.stack;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.commands.ProtocolCommand;
import redis.clients.jedis.exceptions.JedisException;

/** A look into MySQL and Redis for people who have neither's client at hand. */
final class Terminal {
    private Terminal() {}

    /** Prints the names of the columns and then the rows, or the number of rows that changed. */
    static void sql(Endpoints endpoints, String sql, PrintStream out) {
        try (Connection mysql = DriverManager.getConnection(endpoints.mysqlJdbcUrl());
                Statement statement = mysql.createStatement()) {
            if (statement.execute(sql)) {
                print(statement.getResultSet(), out);
            } else {
                out.println("rows changed: " + statement.getUpdateCount());
            }
        } catch (SQLException e) {
            throw new StackException(
                    "MySQL at %s:%d: %s".formatted(endpoints.mysqlHost(), endpoints.mysqlPort(), e.getMessage()), e);
        }
    }

    private static void print(ResultSet rows, PrintStream out) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        List<String> line = new ArrayList<>();
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            line.add(columns.getColumnLabel(column));
        }
        out.println(String.join("\t", line));
        while (rows.next()) {
            line.clear();
            for (int column = 1; column <= columns.getColumnCount(); column++) {
                line.add(String.valueOf(rows.getString(column)));
            }
            out.println(String.join("\t", line));
        }
    }

    /** Prints a reply of one part as a line, and one of many as a line for each. */
    static void redis(Endpoints endpoints, List<String> command, PrintStream out) {
        ProtocolCommand name = () -> command.get(0).getBytes(StandardCharsets.UTF_8);
        String[] arguments = command.subList(1, command.size()).toArray(String[]::new);
        try (var connection = new redis.clients.jedis.Connection(endpoints.redisHost(), endpoints.redisPort())) {
            connection.sendCommand(name, arguments);
            print(connection.getOne(), out);
        } catch (JedisException e) {
            throw new StackException(
                    "Redis at %s:%d: %s".formatted(endpoints.redisHost(), endpoints.redisPort(), e.getMessage()), e);
        }
    }

    private static void print(Object reply, PrintStream out) {
        if (reply instanceof byte[] bytes) {
            // The bytes as they are: they need not be text.
            out.write(bytes, 0, bytes.length);
            out.println();
        } else if (reply instanceof List<?> parts) {
            if (parts.isEmpty()) {
                out.println("(empty)");
            }
            parts.forEach(part -> print(part, out));
        } else {
            out.println(reply == null ? "(nil)" : reply);
        }
    }
}
