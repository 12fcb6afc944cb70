package io.mysqlredis.endtoend.faults;

import static org.awaitility.Awaitility.await;

import io.mysqlredis.endtoend.Pipeline;
import io.mysqlredis.pipeline.PipelineException;
import io.mysqlredis.stack.Server;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.Jedis;

/** Makes a pipeline whole again by hand, so that what one fault left behind is not held against the next one. */
final class Repair {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    /** With which a difference begins. */
    private static final Pattern KEY = Pattern.compile("\\w+:\\d+");

    private final Stage stage;

    Repair(Stage stage) {
        this.stage = stage;
    }

    void run() throws Exception {
        stage.load().stop();
        startServers();
        stage.observer().suspend();
        await("the connectors run").atMost(LONGEST).until(this::connectorsRun);
        if (!Drill.differencesOnceSettled(stage).isEmpty()) {
            dropWrongKeys();
            stage.touchAllRows();
            await("Redis is a copy of MySQL again")
                    .atMost(LONGEST)
                    .ignoreExceptions()
                    .until(() -> stage.differences().isEmpty());
        }
        stage.observer().newEpoch();
    }

    private void startServers() {
        for (Server server : List.of(stage.mysql(), stage.redis(), stage.kafka(), stage.worker())) {
            server.thaw();
            server.start();
        }
        stage.secondWorker().kill();
    }

    private boolean connectorsRun() {
        return List.of(Pipeline.SOURCE, stage.sink()).stream().allMatch(this::runs);
    }

    private boolean runs(String connector) {
        try {
            return stage.pipeline().connect().isRunning(connector);
        } catch (PipelineException e) {
            stage.pipeline().connect().restartFailed(connector);
            return false;
        }
    }

    private void dropWrongKeys() throws SQLException {
        try (Jedis redis = stage.redisClient()) {
            for (String difference : stage.differences()) {
                Matcher key = KEY.matcher(difference);
                if (key.lookingAt()) {
                    redis.del(key.group());
                }
            }
        }
    }
}
