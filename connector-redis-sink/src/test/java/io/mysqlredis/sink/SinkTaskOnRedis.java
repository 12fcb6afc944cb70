package io.mysqlredis.sink;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A task and an empty Redis for each test. */
abstract class SinkTaskOnRedis {

    final RecordingSinkTaskContext context = new RecordingSinkTaskContext();
    final RedisSinkTask task = new RedisSinkTask();
    RealRedis redis;

    @BeforeEach
    void startRedis() throws IOException {
        redis = RealRedis.start();
        task.initialize(context);
    }

    @AfterEach
    void stopBoth() throws IOException {
        task.stop();
        redis.close();
    }

    /** Starts the task with these settings, all together, and this Redis. */
    @SafeVarargs
    final void start(Map<String, String>... settings) {
        Map<String, String> all = new HashMap<>(Map.of("redis.uri", redis.uri()));
        for (Map<String, String> some : settings) {
            all.putAll(some);
        }
        task.start(all);
    }
}
