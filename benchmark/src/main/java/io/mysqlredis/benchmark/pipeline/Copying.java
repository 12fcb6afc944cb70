package io.mysqlredis.benchmark.pipeline;

import io.mysqlredis.benchmark.BenchmarkException;
import io.mysqlredis.benchmark.Polling;
import io.mysqlredis.benchmark.Stage;
import io.mysqlredis.pipeline.ConnectApi;
import io.mysqlredis.pipeline.ConnectorFile;
import io.mysqlredis.pipeline.PipelineException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import redis.clients.jedis.Jedis;

/**
 * A MySQL database of its own and the two shipped connectors that copy it to Redis, from one measurement's beginning to its
 * end, after which nothing of it is left in MySQL, Kafka and Connect.
 */
final class Copying {

    /** How long something may take whose end nobody knows, and how long it may stand still. */
    static final Duration LONGEST = Duration.ofMinutes(15);

    static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final int PARTITIONS = 4;
    private static final short REPLICAS = 1;

    private final Stage stage;
    private final Decoding decoding;
    private final ConnectApi connect;
    private final Admin admin;
    private final Connection mysql;
    private final Jedis redis;

    /** Of the database, and of all that is made for it. */
    private final String name = "bench_" + UUID.randomUUID().toString().substring(0, 8);

    /** How many keys of Redis are no rows. */
    private int watermarks;

    Copying(Stage stage, Decoding decoding) throws SQLException {
        this.stage = stage;
        this.decoding = decoding;
        this.connect = new ConnectApi(stage.endpoints().connect());
        this.admin = Admin.create(Map.of("bootstrap.servers", stage.endpoints().bootstrapServers()));
        this.mysql = session();
        this.redis = stage.redis();
        sql("CREATE DATABASE " + name, "USE " + name);
    }

    String database() {
        return name;
    }

    Jedis redis() {
        return redis;
    }

    Connection mysql() {
        return mysql;
    }

    /** Another session of MySQL in no database, which the caller closes. */
    Connection session() throws SQLException {
        return DriverManager.getConnection(stage.endpoints().mysqlJdbcUrl());
    }

    void sql(String... statements) throws SQLException {
        try (Statement statement = mysql.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Posts the sink and waits until it has the topics of these tables, so that the source gets no start ahead of it. */
    void postSink(List<String> tables) throws InterruptedException {
        try {
            admin.createTopics(tables.stream()
                            .map(table -> new NewTopic(topic(table), PARTITIONS, REPLICAS))
                            .toList())
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new BenchmarkException("The topics cannot be made: " + e.getCause(), e);
        }
        Map<String, String> config =
                new HashMap<>(decoding.settings(shipped("redis-sink-avro").config()));
        config.put("topics.regex", "%1$s\\.%1$s\\..+".formatted(name));
        post(new ConnectorFile(name + "-sink", config));
        watermarks = tables.size() * PARTITIONS;
        Polling.until(() -> redis.dbSize() == watermarks, "the sink has not taken over its topics");
    }

    void postSource() throws InterruptedException {
        Map<String, String> config = new HashMap<>(shipped("mysql-source-avro").config());
        config.put("database.include.list", name);
        config.put("topic.prefix", name);
        config.put("schema.history.internal.kafka.topic", name + ".schema-history");
        config.put("signal.kafka.topic", name + ".signals");
        config.put("signal.kafka.groupId", name + ".signals");
        post(new ConnectorFile(source(), config));
    }

    private ConnectorFile shipped(String file) {
        return ConnectorFile.of(stage.checkout(), file).at(stage.endpoints());
    }

    private void post(ConnectorFile connector) throws InterruptedException {
        connect.create(connector);
        awaitRunning(connector.name());
    }

    /** The source reads nothing more until it is told to {@link #resumeSource go on}; its offsets are kept. */
    void stopSource() throws InterruptedException {
        connect.stop(source());
        Polling.until(() -> connect.isStopped(source()), "the source has not stopped");
    }

    void resumeSource() throws InterruptedException {
        connect.resume(source());
        awaitRunning(source());
    }

    private void awaitRunning(String connector) throws InterruptedException {
        Polling.until(() -> connect.isRunning(connector), connector + " does not run");
    }

    /** @throws PipelineException if a connector has failed, with its reason */
    void requireRunning() {
        connect.isRunning(source());
        connect.isRunning(name + "-sink");
    }

    private String source() {
        return name + "-source";
    }

    private String topic(String table) {
        return "%1$s.%1$s.%2$s".formatted(name, table);
    }

    /** How many rows Redis has. */
    long rows() {
        return redis.dbSize() - watermarks;
    }

    /** How many records the source has written about a table. */
    long records(String table) throws InterruptedException {
        try {
            return admin
                    .listOffsets(IntStream.range(0, PARTITIONS)
                            .boxed()
                            .collect(Collectors.toMap(
                                    partition -> new TopicPartition(topic(table), partition),
                                    partition -> OffsetSpec.latest())))
                    .all()
                    .get()
                    .values()
                    .stream()
                    .mapToLong(offset -> offset.offset())
                    .sum();
        } catch (ExecutionException e) {
            throw new BenchmarkException("Kafka does not tell how long its topics are: " + e.getCause(), e);
        }
    }

    /** To be called once, when all is over. */
    void remove() throws SQLException, InterruptedException {
        try (mysql;
                redis;
                admin) {
            List<String> ours = connect.connectors().stream()
                    .filter(connector -> connector.startsWith(name))
                    .toList();
            ours.forEach(connect::delete);
            Polling.until(
                    () -> connect.connectors().stream().noneMatch(ours::contains),
                    "Connect has not deleted its connectors");
            sql("DROP DATABASE " + name);
            Set<String> topics = admin.listTopics().names().get().stream()
                    .filter(topic -> topic.startsWith(name))
                    .collect(Collectors.toSet());
            admin.deleteTopics(topics).all().get();
        } catch (ExecutionException e) {
            throw new BenchmarkException("The topics cannot be deleted: " + e.getCause(), e);
        }
    }
}
