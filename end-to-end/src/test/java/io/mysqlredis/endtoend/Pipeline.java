package io.mysqlredis.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mysqlredis.pipeline.ConnectApi;
import io.mysqlredis.pipeline.ConnectorFile;
import io.mysqlredis.pipeline.CopyCheck;
import io.mysqlredis.stack.Endpoints;
import io.mysqlredis.stack.LocalStack;
import io.mysqlredis.stack.Progress;
import io.mysqlredis.stack.StackPorts;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.Jedis;

/** A stack of its own, fresh, on free ports, with the two shipped connectors at work on the database {@code shop}. */
final class Pipeline implements AutoCloseable {

    static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final String DATABASE = "shop";

    private final LocalStack stack;
    private final ConnectApi connect;
    private final Connection mysql;

    private Pipeline(LocalStack stack) throws SQLException {
        this.stack = stack;
        this.connect = new ConnectApi(stack.endpoints().connect());
        this.mysql = DriverManager.getConnection(stack.endpoints().mysqlJdbcUrl() + "&allowMultiQueries=true");
    }

    /** Starts the servers, runs {@code before}, and then posts the connectors. */
    static Pipeline start(String name, String... before) throws SQLException {
        LocalStack stack = LocalStack.of(CHECKOUT, name, StackPorts.free());
        // The servers outlive this program; an interrupted run must not leave them behind.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stack.down(Progress.silent()), "stop"));
        stack.upFresh(line -> System.out.println(name + ": " + line));
        Pipeline pipeline = new Pipeline(stack);
        pipeline.sql("CREATE DATABASE shop", "USE shop");
        pipeline.sql(before);
        pipeline.create("mysql-source");
        pipeline.create("redis-sink");
        return pipeline;
    }

    private void create(String file) {
        connect.create(shipped(file));
        await(file + " runs").atMost(LONGEST).until(() -> connect.isRunning(file));
    }

    /** One of the files in connector-config, for the ports of this stack. */
    ConnectorFile shipped(String file) {
        return ConnectorFile.of(CHECKOUT, file).at(endpoints());
    }

    LocalStack stack() {
        return stack;
    }

    Endpoints endpoints() {
        return stack.endpoints();
    }

    ConnectApi connect() {
        return connect;
    }

    /** Runs the statements one by one, in the database {@code shop}; each is a transaction unless they begin one. */
    void sql(String... statements) throws SQLException {
        try (Statement statement = mysql.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    PreparedStatement prepare(String sql) throws SQLException {
        return mysql.prepareStatement(sql);
    }

    /** A client that is to be closed; not kept, since tests stop Redis. */
    Jedis redis() {
        return new Jedis(endpoints().redisHost(), endpoints().redisPort(), (int) LONGEST.toMillis());
    }

    Map<String, String> hash(String key) {
        try (Jedis redis = redis()) {
            return redis.hgetAll(key);
        }
    }

    /** Waits until every row and column of MySQL is in Redis, and nothing else. */
    void awaitCopy() {
        await("Redis is a copy of MySQL")
                .atMost(LONGEST)
                .untilAsserted(() -> assertThat(differences()).isEmpty());
    }

    /** What differs at this moment between MySQL and Redis, a line each. */
    List<String> differences() throws SQLException {
        // Throws where one has failed: there would be nothing to wait for.
        connect.isRunning("mysql-source");
        connect.isRunning("redis-sink");
        try (Jedis redis = redis()) {
            return CopyCheck.compare(mysql, redis, DATABASE).differences();
        }
    }

    @Override
    public void close() throws SQLException {
        mysql.close();
        stack.down(Progress.silent());
    }
}
