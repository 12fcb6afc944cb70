package io.mysqlredis.benchmark.pipeline;

import io.mysqlredis.benchmark.BenchmarkException;
import io.mysqlredis.benchmark.Polling;
import io.mysqlredis.benchmark.Stage;
import io.mysqlredis.pipeline.ConnectApi;
import io.mysqlredis.pipeline.ConnectorFile;
import io.mysqlredis.pipeline.PipelineException;
import io.mysqlredis.stack.ServerName;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import redis.clients.jedis.Jedis;

/**
 * A MySQL database of its own and the two shipped connectors that copy it to Redis, from one measurement's beginning to its
 * end, after which nothing of it is left in MySQL, Kafka and Connect, whose worker is stopped.
 */
final class Copying {

    /** How long something may take whose end nobody knows, and how long it may stand still. */
    static final Duration LONGEST = Duration.ofMinutes(15);

    static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Pattern REDIS_DATASET = Pattern.compile("used_memory_dataset:(\\d+)");

    /** Of every name; topics of sinks alone have another one. */
    private static final String PREFIX = "bench_";

    private static final String HEARTBEAT = "__debezium-heartbeat.";
    private static final String TOPIC_SETTING = "topic.creation.default.";

    private final Stage stage;
    private final Decoding decoding;
    private final ConnectApi connect;
    private final Admin admin;
    private final Connection mysql;
    private final Jedis redis;
    private final ConnectorFile source;
    private final ConnectorFile sink;
    private final int partitions;

    /** Of the database, and of all that is made for it. */
    private final String name = PREFIX + UUID.randomUUID().toString().substring(0, 8);

    private List<String> tables = List.of();

    /** How many keys of Redis are no rows. */
    private int watermarks;

    Copying(Stage stage, Decoding decoding) throws SQLException, InterruptedException {
        this.stage = stage;
        this.decoding = decoding;
        this.connect = new ConnectApi(stage.endpoints().connect());
        this.admin = Admin.create(Map.of("bootstrap.servers", stage.endpoints().bootstrapServers()));
        this.mysql = session();
        this.redis = stage.redis();
        this.source = shipped(decoding.file("mysql-source"));
        this.sink = shipped(decoding.file("redis-sink"));
        this.partitions = Integer.parseInt(source.config().get(TOPIC_SETTING + "partitions"));
        if (connect.connectors().stream().anyMatch(connector -> connector.startsWith(PREFIX))) {
            removeAll();
            stage.stack().server(ServerName.CONNECT).start();
        }
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
    void postSink(List<String> captured) throws InterruptedException {
        tables = List.copyOf(captured);
        List<NewTopic> topics = new ArrayList<>(tables.stream()
                .map(table -> newTopic(topic(table), partitions).configs(topicSettings()))
                .toList());
        topics.add(newTopic(heartbeat(), 1));
        try {
            admin.createTopics(topics).all().get();
        } catch (ExecutionException e) {
            throw new BenchmarkException("The topics cannot be made: " + e.getCause(), e);
        }
        Map<String, String> config = new HashMap<>(decoding.settings(sink.config()));
        config.put("topics.regex", "%1$s\\.%1$s\\..+|%2$s".formatted(name, heartbeat()));
        post(new ConnectorFile(name + "-sink", config));
        watermarks = tables.size() * partitions + 1;
        Polling.until(() -> redis.dbSize() == watermarks, "the sink has not taken over its topics");
    }

    void postSource() throws InterruptedException {
        Map<String, String> config = new HashMap<>(source.config());
        config.put("database.include.list", name);
        config.put("topic.prefix", name);
        config.put("schema.history.internal.kafka.topic", name + ".schema-history");
        config.put("signal.kafka.topic", name + ".signals");
        config.put("signal.kafka.groupId", name + ".signals");
        post(new ConnectorFile(sourceName(), config));
    }

    private static NewTopic newTopic(String topic, int partitions) {
        return new NewTopic(topic, Optional.of(partitions), Optional.empty());
    }

    /** Those that the source would give the tables' topics if it made them itself. */
    private Map<String, String> topicSettings() {
        return source.config().entrySet().stream()
                .filter(setting -> setting.getKey().startsWith(TOPIC_SETTING))
                .filter(setting -> !setting.getKey().matches(".+\\.(partitions|replication\\.factor)"))
                .collect(Collectors.toMap(
                        setting -> setting.getKey().substring(TOPIC_SETTING.length()), Map.Entry::getValue));
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
        connect.stop(sourceName());
        Polling.until(() -> connect.isStopped(sourceName()), "the source has not stopped");
    }

    void resumeSource() throws InterruptedException {
        connect.resume(sourceName());
        awaitRunning(sourceName());
    }

    private void awaitRunning(String connector) throws InterruptedException {
        Polling.until(() -> connect.isRunning(connector), connector + " does not run");
    }

    /** @throws PipelineException if a connector has failed, with its reason */
    void requireRunning() {
        connect.isRunning(sourceName());
        connect.isRunning(name + "-sink");
    }

    private String sourceName() {
        return name + "-source";
    }

    private String heartbeat() {
        return HEARTBEAT + name;
    }

    private String topic(String table) {
        return "%1$s.%1$s.%2$s".formatted(name, table);
    }

    /** How many rows Redis has. */
    long rows() {
        return redis.dbSize() - watermarks;
    }

    double redisBytesPerRow() {
        Matcher dataset = REDIS_DATASET.matcher(redis.info("memory"));
        if (!dataset.find()) {
            throw new BenchmarkException("Redis does not tell how much memory its data takes");
        }
        return Double.parseDouble(dataset.group(1)) / rows();
    }

    /** How many records the source has written about all tables. */
    long captured() throws InterruptedException {
        Map<TopicPartition, OffsetSpec> ends = tables.stream()
                .flatMap(table -> IntStream.range(0, partitions)
                        .mapToObj(partition -> new TopicPartition(topic(table), partition)))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        try {
            return admin.listOffsets(ends).all().get().values().stream()
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
            removeAll();
        }
    }

    /** Whatever any measurement has left: a benchmark that is ended removes nothing. */
    private void removeAll() throws SQLException, InterruptedException {
        connect.connectors().stream()
                .filter(connector -> connector.startsWith(PREFIX))
                .forEach(connect::delete);
        Polling.until(
                () -> connect.connectors().stream().noneMatch(connector -> connector.startsWith(PREFIX)),
                "Connect has not deleted its connectors");
        // Tasks end some time after their connectors, and would make topics that are deleted anew.
        stage.stack().server(ServerName.CONNECT).stop();
        for (String database : databases()) {
            sql("DROP DATABASE " + database);
        }
        sql("PURGE BINARY LOGS BEFORE NOW()");
        try {
            Set<String> topics = admin.listTopics().names().get().stream()
                    .filter(topic -> topic.startsWith(PREFIX) || topic.startsWith(HEARTBEAT + PREFIX))
                    .collect(Collectors.toSet());
            admin.deleteTopics(topics).all().get();
        } catch (ExecutionException e) {
            throw new BenchmarkException("The topics cannot be deleted: " + e.getCause(), e);
        }
    }

    private List<String> databases() throws SQLException {
        List<String> databases = new ArrayList<>();
        try (Statement statement = mysql.createStatement();
                ResultSet found = statement.executeQuery("SHOW DATABASES LIKE '" + PREFIX + "%'")) {
            while (found.next()) {
                databases.add(found.getString(1));
            }
        }
        return databases;
    }
}
