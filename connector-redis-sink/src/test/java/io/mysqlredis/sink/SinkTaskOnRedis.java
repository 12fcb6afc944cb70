package io.mysqlredis.sink;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A task and an empty Redis for each test. */
abstract class SinkTaskOnRedis {

    RealRedis redis;
    RecordingSinkTaskContext context;
    RedisSinkTask task;
    WorkerStandIn worker;

    /** Of tasks that are started from now on. */
    InstantSource clock = InstantSource.system();

    @BeforeEach
    void startRedis() throws IOException {
        redis = RealRedis.start();
    }

    @AfterEach
    void stopBoth() throws IOException {
        if (task != null) {
            task.stop();
        }
        redis.close();
    }

    /** Starts a task with these settings, all together, and this Redis, in place of the one before. */
    @SafeVarargs
    final void start(Map<String, String>... settings) {
        if (task != null) {
            task.stop();
        }
        context = new RecordingSinkTaskContext();
        task = new RedisSinkTask(clock);
        task.initialize(context);
        task.start(settings(settings));
        worker = new WorkerStandIn(task, context);
    }

    /** The same with what every task needs. */
    @SafeVarargs
    final Map<String, String> settings(Map<String, String>... settings) {
        Map<String, String> all = new HashMap<>(Map.of("name", "sink", "redis.uri", redis.uri()));
        for (Map<String, String> some : settings) {
            all.putAll(some);
        }
        return all;
    }

    /** Hands the task the next records of their topics. */
    final void put(Collection<SinkRecord> records) {
        worker.put(records);
    }
}
