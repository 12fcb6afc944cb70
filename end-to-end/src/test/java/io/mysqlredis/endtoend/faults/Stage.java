package io.mysqlredis.endtoend.faults;

import io.mysqlredis.endtoend.Pipeline;
import io.mysqlredis.endtoend.servers.LocalServers;
import io.mysqlredis.pipeline.ConnectorFile;
import io.mysqlredis.pipeline.CopyCheck;
import io.mysqlredis.stack.LocalStack;
import io.mysqlredis.stack.Server;
import io.mysqlredis.stack.ServerName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;

/** A pipeline with a load and an observer, on which faults are tried one after the other. */
final class Stage implements AutoCloseable {

    private static final int CHANGES_PER_SECOND = Integer.getInteger("faults.changes.per.second", 1_000);
    private static final int TIMEOUT_MILLIS = 2_000;
    /** The smaller the batches, the more of a replay can be seen. */
    private static final Map<String, String> SMALL_BATCHES = Map.of("consumer.override.max.poll.records", "100");

    private static final Duration LOAD_BEFORE = Duration.ofSeconds(3);
    private static final Duration LIVE = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    /** So many changes a second a rebuild gets through at least. */
    private static final int REBUILD_PER_SECOND = 4_000;

    private final LocalStack stack;
    private final Pipeline pipeline;
    private final Server secondWorker;
    private final LoadGenerator load;
    private final Observer observer;
    private final Pulse pulse;
    private final AtomicLong numbers;
    private final String sink;
    private final Supplier<Jedis> master;
    private final Ending ending;

    private Stage(LocalStack stack, Pipeline pipeline, long seed) {
        this.stack = stack;
        this.pipeline = pipeline;
        this.secondWorker = stack.anotherWorker("worker-2");
        this.numbers = new AtomicLong();
        this.load = new LoadGenerator(pipeline::connection, numbers::incrementAndGet, seed, CHANGES_PER_SECOND);
        this.sink = Pipeline.SINK;
        this.master = () -> redisClient("");
        this.observer = new Observer(master, LoadTable.keys(), LoadTable.hotKeys());
        this.pulse = new Pulse(pipeline::connection, master, numbers::incrementAndGet);
        this.ending = pipeline::close;
    }

    private Stage(Stage other, String sink, Supplier<Jedis> master) {
        this.stack = other.stack;
        this.pipeline = other.pipeline;
        this.secondWorker = other.secondWorker;
        this.numbers = other.numbers;
        this.load = other.load;
        this.sink = sink;
        this.master = master;
        this.observer = new Observer(master, LoadTable.keys(), LoadTable.hotKeys());
        this.pulse = new Pulse(pipeline::connection, master, numbers::incrementAndGet);
        this.ending = () -> pipeline.remove(List.of(sink));
    }

    /** What ends together with a stage. */
    private interface Ending {
        void run() throws SQLException;
    }

    /** A stack of its own with the two shipped connectors at work on the load's tables, and no longer slow from its start. */
    static Stage start(String name, long seed) throws SQLException {
        LocalServers servers = LocalServers.start(Pipeline.CHECKOUT, name);
        Stage stage = new Stage(servers.stack(), Pipeline.start(servers, LoadTable.schema(), SMALL_BATCHES), seed);
        stage.load.start();
        boolean isReady = false;
        try {
            stage.awaitLive();
            stage.load.stop();
            isReady = true;
            return stage;
        } finally {
            if (!isReady) {
                // Else its load would go on beside the tests of other classes.
                stage.close();
            }
        }
    }

    /** The shipped sink once more, under another name and with these settings. */
    ConnectorFile sinkWith(String name, Map<String, String> settings) {
        Map<String, String> config =
                new HashMap<>(pipeline.shipped(Pipeline.SINK).config());
        config.put("tasks.max", Pipeline.TASKS);
        config.putAll(SMALL_BATCHES);
        config.putAll(settings);
        return new ConnectorFile(name, config);
    }

    /**
     * The same pipeline under the same load, seen through one more sink, which has caught up; it ends when that stage is closed.
     *
     * @param master opens a connection to the Redis that this sink writes to
     */
    Stage with(ConnectorFile oneMoreSink, Supplier<Jedis> master) throws SQLException {
        pipeline.post(oneMoreSink);
        Stage stage = new Stage(this, oneMoreSink.name(), master);
        stage.awaitLive();
        return stage;
    }

    Pipeline pipeline() {
        return pipeline;
    }

    /** The servers below the pipeline, which only here can be more, and have files to look at. */
    LocalStack stack() {
        return stack;
    }

    Server redis() {
        return stack.server(ServerName.REDIS);
    }

    Server kafka() {
        return stack.server(ServerName.KAFKA);
    }

    Server mysql() {
        return stack.server(ServerName.MYSQL);
    }

    Server worker() {
        return stack.server(ServerName.CONNECT);
    }

    /** One more worker of the same Connect cluster; it runs only while a fault needs it. */
    Server secondWorker() {
        return secondWorker;
    }

    /** The name of the connector whose work is looked at. */
    String sink() {
        return sink;
    }

    LoadGenerator load() {
        return load;
    }

    Observer observer() {
        return observer;
    }

    /** A client that is to be closed, and gives up soon. */
    Jedis redisClient() {
        return master.get();
    }

    Jedis redisClient(String password) {
        return new Jedis(
                new HostAndPort(pipeline.endpoints().redisHost(), redis().port()),
                DefaultJedisClientConfig.builder()
                        .connectionTimeoutMillis(TIMEOUT_MILLIS)
                        .socketTimeoutMillis(TIMEOUT_MILLIS)
                        .password(password.isEmpty() ? null : password)
                        .build());
    }

    /** Writes all rows of the load anew. */
    void touchAllRows() throws SQLException {
        try (Connection session = pipeline.connection()) {
            for (LoadTable table : LoadTable.ALL) {
                table.touch(session, numbers.incrementAndGet());
            }
        }
    }

    /** Waits until a change is visible about at once, though there is load. */
    void awaitLive() throws SQLException {
        long end = System.nanoTime() + LONGEST.toNanos();
        Optional<Duration> beat = pulse.beat(LONGEST);
        while (beat.filter(delay -> delay.compareTo(LIVE) <= 0).isEmpty()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Changes are not visible within " + LIVE + ", " + complaint());
            }
            beat = pulse.beat(LONGEST);
        }
    }

    /** Lets a fault happen, under whatever load there is, and measures how long the pipeline took to live again. */
    Recovery suffer(Fault fault) throws Exception {
        Duration joining = haveWorkersJoined() ? Duration.ZERO : WorkerFault.LIVE_WITHIN;
        // What was done since the last commit of offsets may be done again.
        Patience.lasts(LOAD_BEFORE);
        if (fault.losesData()) {
            observer.suspend();
        }
        fault.inject(this);
        Patience.lasts(fault.lasts());
        fault.heal(this);
        Duration rebuild = fault.losesData() ? Duration.ofSeconds(numbers.get() / REBUILD_PER_SECOND) : Duration.ZERO;
        Optional<Duration> live = pulse.beat(LONGEST.plus(rebuild));
        if (fault.losesData()) {
            observer.newEpoch();
        }
        // Some faults need that nothing is under way.
        load.start();
        Duration allowed = Collections.max(List.of(fault.liveWithin(), joining)).plus(rebuild);
        return new Recovery(fault, live, allowed, live.isPresent() ? "" : complaint());
    }

    /** A worker that came back by the fault before, and has no tasks yet, is given some in the middle of the next one. */
    private boolean haveWorkersJoined() {
        List<String> workers = pipeline.connect().workers(sink);
        return Stream.of(worker(), secondWorker())
                .filter(worker -> worker.pid().isPresent())
                .allMatch(worker -> workers.contains("127.0.0.1:" + worker.port()));
    }

    /** What differs now between MySQL and Redis, a line each. */
    List<String> differences() throws SQLException {
        try (Connection session = pipeline.connection();
                Jedis redis = redisClient()) {
            return CopyCheck.compare(session, redis, Pipeline.DATABASE).differences();
        }
    }

    /** Why nothing arrives, as far as Connect knows. */
    private String complaint() {
        for (String connector : List.of(Pipeline.SOURCE, sink)) {
            try {
                if (!pipeline.connect().isRunning(connector)) {
                    return "the tasks of " + connector + " do not all run";
                }
            } catch (RuntimeException e) {
                return e.getMessage();
            }
        }
        return "though all tasks run";
    }

    @Override
    public void close() throws SQLException {
        load.stop();
        observer.close();
        ending.run();
    }
}
