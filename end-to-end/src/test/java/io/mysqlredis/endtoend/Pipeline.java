package io.mysqlredis.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mysqlredis.endtoend.servers.Choice;
import io.mysqlredis.endtoend.servers.ContainerServers;
import io.mysqlredis.endtoend.servers.Format;
import io.mysqlredis.endtoend.servers.LocalServers;
import io.mysqlredis.endtoend.servers.OneServer;
import io.mysqlredis.endtoend.servers.Servers;
import io.mysqlredis.pipeline.ConnectApi;
import io.mysqlredis.pipeline.ConnectorFile;
import io.mysqlredis.pipeline.CopyCheck;
import io.mysqlredis.pipeline.PipelineException;
import io.mysqlredis.stack.Endpoints;
import io.mysqlredis.stack.LocalStack;
import io.mysqlredis.stack.ServerName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import redis.clients.jedis.Jedis;

/**
 * Servers of its own, fresh, on free ports, with the two shipped connectors of a {@link Format} at work on the database
 * {@code shop}, which they copy to Redis's database 0.
 *
 * <p>Tests share it: each has tables of its own, and what it leaves in database 0 are copies of rows. A test that wants
 * other settings posts connectors of its own, for another MySQL database and another Redis database.
 */
public final class Pipeline implements AutoCloseable {

    public static final String SOURCE = "mysql-source";
    public static final String SINK = "redis-sink";

    /** As many as topics have partitions, unlike what is shipped: they take partitions over from each other. */
    public static final String TASKS = "4";

    public static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    private static final Duration LONGEST = Duration.ofSeconds(30);
    public static final String DATABASE = "shop";
    private static final int FIRST_SERVER_ID = 200_000;

    private final Servers servers;
    private final Format format;
    private final ConnectApi connect;
    private Connection mysql;
    private int sources;

    private Pipeline(Servers servers, Format format) throws SQLException {
        this.servers = servers;
        this.format = format;
        this.connect = new ConnectApi(servers.endpoints().connect());
        this.mysql = connection();
    }

    /** Runs {@code before} on these servers, and then posts the connectors, the sink with these settings on top. */
    public static Pipeline start(Servers servers, List<String> before, Map<String, String> sinkSettings) {
        try {
            Pipeline pipeline = new Pipeline(servers, Format.ofTests());
            pipeline.sql("CREATE DATABASE shop", "USE shop");
            pipeline.sql(before.toArray(String[]::new));
            pipeline.post(pipeline.shipped(SOURCE));
            Map<String, String> sink = new HashMap<>(pipeline.shipped(SINK).config());
            sink.put("tasks.max", TASKS);
            sink.putAll(sinkSettings);
            pipeline.post(new ConnectorFile(SINK, sink));
            return pipeline;
        } catch (SQLException e) {
            throw new IllegalStateException("MySQL refuses what is to be there before", e);
        }
    }

    /** The shipped source or sink, for these servers. */
    public ConnectorFile shipped(String connector) {
        return shipped(format, connector);
    }

    /** The same in another format. */
    ConnectorFile shipped(Format other, String connector) {
        return other.shipped(servers, connector);
    }

    /** The shipped source for another MySQL database {@code d}, whose topics are {@code d.d.<table>}. */
    public ConnectorFile sourceOf(String database, Map<String, String> settings) {
        Map<String, String> config = new HashMap<>(shipped(SOURCE).config());
        config.put("database.include.list", database);
        config.put("topic.prefix", database);
        // Unlike that of any other replica of this server.
        config.put("database.server.id", Integer.toString(FIRST_SERVER_ID + sources++));
        config.put("schema.history.internal.kafka.topic", database + ".schema-history");
        config.put("signal.kafka.topic", database + ".signals");
        config.put("signal.kafka.groupId", database + ".signals");
        config.putAll(settings);
        return new ConnectorFile(database + "-source", config);
    }

    /** The shipped sink under another name, for the topics of {@link #sourceOf}, into another Redis database. */
    public ConnectorFile sinkOf(String database, String name, int redisDatabase, Map<String, String> settings) {
        Map<String, String> config = new HashMap<>(shipped(SINK).config());
        config.put("topics.regex", "%1$s\\.%1$s\\..+|__debezium-heartbeat\\.%1$s".formatted(database));
        config.put("tasks.max", "1");
        config.computeIfPresent("redis.uri", (setting, uri) -> uri.replaceFirst("/0$", "/" + redisDatabase));
        config.putAll(settings);
        return new ConnectorFile(name, config);
    }

    /** Posts a connector and waits until it runs. */
    public void post(ConnectorFile connector) {
        connect.create(connector);
        await(connector.name() + " runs").atMost(LONGEST).until(() -> connect.isRunning(connector.name()));
    }

    /** Waits until a connector or one of its tasks has failed, and its reason has all these words. */
    void awaitFailure(String connector, String... words) {
        await(connector + " fails")
                .atMost(LONGEST)
                .untilAsserted(() -> assertThatThrownBy(() -> connect.isRunning(connector))
                        .isInstanceOf(PipelineException.class)
                        .hasMessageContainingAll(words));
    }

    /** Gives a connector another configuration and waits until it runs with it. */
    void update(ConnectorFile connector) {
        connect.update(connector);
        await(connector.name() + " runs")
                .atMost(LONGEST)
                // Until its tasks have been started anew, they are as they were.
                .ignoreExceptionsInstanceOf(PipelineException.class)
                .until(() -> connect.isRunning(connector.name()));
    }

    /** Deletes those of these connectors that exist. */
    public void remove(List<String> connectors) {
        List<String> existing = connect.connectors();
        for (String connector : connectors) {
            if (existing.contains(connector)) {
                connect.delete(connector);
            }
        }
    }

    public OneServer server(ServerName name) {
        return servers.server(name);
    }

    /** The containers that the servers are; fails where they are none. */
    public ContainerServers containers() {
        return (ContainerServers) servers;
    }

    /** Writes a file of secrets, in the place of the former one, and returns where the worker finds it. */
    Path secret(String file, String content) throws IOException {
        Files.writeString(Files.createDirectories(Servers.SECRETS).resolve(file), content);
        return servers.secrets().resolve(file);
    }

    /** All that a server has written so far. */
    String log(ServerName name) {
        return servers.log(name);
    }

    /** Whether the servers are containers. */
    static boolean isInContainers() {
        return Choice.isContainers(CHECKOUT);
    }

    /** The local stack that the servers are; fails where they are none. */
    LocalStack stack() {
        return ((LocalServers) servers).stack();
    }

    public Endpoints endpoints() {
        return servers.endpoints();
    }

    /** What Kafka's clients need to know. */
    public Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", endpoints().bootstrapServers());
    }

    public ConnectApi connect() {
        return connect;
    }

    /** A session of its own, in no database, that is to be closed. */
    public Connection connection() throws SQLException {
        return servers.mysql();
    }

    /** Runs the statements one by one, in the database {@code shop}; each is a transaction unless they begin one. */
    void sql(String... statements) throws SQLException {
        Sql.run(mysql, statements);
    }

    /** After MySQL was restarted. */
    void reconnect() throws SQLException {
        mysql.close();
        mysql = connection();
        sql("USE " + DATABASE);
    }

    PreparedStatement prepare(String sql) throws SQLException {
        return mysql.prepareStatement(sql);
    }

    /** A client that is to be closed; not kept, since tests stop Redis. */
    public Jedis redis() {
        return redis(0);
    }

    public Jedis redis(int database) {
        Jedis redis = servers.redis((int) LONGEST.toMillis());
        redis.select(database);
        return redis;
    }

    /** All keys but those of the watermarks. */
    static Set<String> dataKeys(Jedis redis) {
        Set<String> keys = new HashSet<>(redis.keys("*"));
        keys.removeIf(key -> key.startsWith("__connect:"));
        return keys;
    }

    Map<String, String> hash(String key) {
        try (Jedis redis = redis()) {
            return redis.hgetAll(key);
        }
    }

    /** Waits until every row and column of MySQL is in Redis, and nothing else. */
    void awaitCopy() {
        awaitDifferences();
    }

    /** Waits until this, and nothing else, differs between MySQL and Redis. */
    void awaitDifferences(String... lines) {
        await("Redis is a copy of MySQL")
                .atMost(LONGEST)
                .untilAsserted(() -> assertThat(differences()).containsExactlyInAnyOrder(lines));
    }

    /** What differs at this moment between MySQL and Redis, a line each. */
    List<String> differences() throws SQLException {
        // Throws where one has failed: there would be nothing to wait for.
        connect.isRunning(SOURCE);
        connect.isRunning(SINK);
        try (Jedis redis = redis()) {
            return CopyCheck.compare(mysql, redis, DATABASE).differences();
        }
    }

    @Override
    public void close() throws SQLException {
        mysql.close();
        servers.close();
    }
}
