package io.mysqlredis.demo;

import io.mysqlredis.pipeline.ConnectApi;
import io.mysqlredis.pipeline.ConnectorFile;
import io.mysqlredis.pipeline.PipelineException;
import io.mysqlredis.stack.LocalStack;
import io.mysqlredis.stack.Progress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Sees to it that the demo starts with empty servers, without ever deleting what is not the demo's own. */
final class Leftovers {

    private static final Set<String> MYSQL_OWN = Set.of("information_schema", "mysql", "performance_schema", "sys");

    private final LocalStack stack;
    private final ConnectApi connect;
    private final Set<String> demoConnectors;

    Leftovers(LocalStack stack, ConnectApi connect, List<ConnectorFile> demoConnectors) {
        this.stack = stack;
        this.connect = connect;
        this.demoConnectors = demoConnectors.stream().map(ConnectorFile::name).collect(Collectors.toSet());
    }

    void startWithNone(Progress progress) throws SQLException {
        stack.up(progress);
        List<String> databases = databases();
        List<String> connectors = connect.connectors();
        if (databases.isEmpty() && connectors.isEmpty()) {
            return;
        }
        if (!Set.of(Shop.DATABASE).containsAll(databases) || !demoConnectors.containsAll(connectors)) {
            throw new PipelineException("The stack holds more than an earlier demo left (databases " + databases
                    + ", connectors " + connectors + "); ./stack up --fresh deletes it all, then run ./demo again");
        }
        progress.report("Deleting what an earlier demo left");
        stack.upFresh(progress);
    }

    private List<String> databases() throws SQLException {
        List<String> databases = new ArrayList<>();
        try (Connection mysql = DriverManager.getConnection(stack.endpoints().mysqlJdbcUrl());
                Statement statement = mysql.createStatement();
                ResultSet found = statement.executeQuery("SHOW DATABASES")) {
            while (found.next()) {
                if (!MYSQL_OWN.contains(found.getString(1))) {
                    databases.add(found.getString(1));
                }
            }
        }
        return databases;
    }
}
