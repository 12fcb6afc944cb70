package io.mysqlredis.endtoend;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Statements for MySQL, one after the other. */
final class Sql {

    private Sql() {}

    static void run(Connection mysql, String... statements) throws SQLException {
        try (Statement statement = mysql.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
