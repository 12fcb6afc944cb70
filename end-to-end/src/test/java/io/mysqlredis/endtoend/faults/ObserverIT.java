package io.mysqlredis.endtoend.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.RestoreParams;

/** The observer on which the fault tests rest sees what it is there to see, and nothing else. */
@ExtendWith(SharedStage.class)
class ObserverIT {

    private static final String KEY = LoadTable.hotKeys().get(0);
    private static final long NUMBER = 1_000_000_001;

    private final Stage stage;
    private final Jedis redis;
    private byte[] former;

    ObserverIT(Stage stage) {
        this.stage = stage;
        this.redis = stage.redisClient();
    }

    @BeforeEach
    void nothingElseWritesTheRow() throws Exception {
        new Repair(stage).run();
        former = redis.dump(KEY);
        stage.observer().report();
    }

    @AfterEach
    void putTheRowBack() {
        redis.del(KEY);
        if (former != null) {
            redis.restore(KEY, 0, former, RestoreParams.restoreParams());
        }
        stage.observer().newEpoch();
        redis.close();
    }

    @Test
    void aRowThatGoesBackIsReported() {
        show(NUMBER);
        show(NUMBER - 2);

        Observer.Report report = stage.observer().report();
        assertThat(report.regressions()).isNotEmpty().allSatisfy(regression -> {
            assertThat(regression.key()).isEqualTo(KEY);
            assertThat(regression.former()).isEqualTo(NUMBER);
            assertThat(regression.later()).isEqualTo(NUMBER - 2);
        });
        assertThat(report.halfWritten()).isEmpty();
        assertThat(report.rowsSeen()).isPositive();
    }

    @Test
    void halfARowIsReported() {
        show(NUMBER);
        redis.hset(KEY, "twin", "7");
        awaitLook();

        assertThat(stage.observer().report().halfWritten()).isNotEmpty().allMatch(row -> row.startsWith(KEY));
    }

    @Test
    void nothingIsReportedOfATimeInWhichRedisMayLoseData() {
        show(NUMBER);
        stage.observer().suspend();
        show(NUMBER - 2);
        stage.observer().newEpoch();
        awaitLook();

        assertThat(stage.observer().report().regressions()).isEmpty();
    }

    private void show(long n) {
        redis.hset(KEY, Map.of("n", Long.toString(n), "twin", String.valueOf(LoadTable.twin(n))));
        awaitLook();
    }

    /** Until the observer has very likely read this key, of which it picks one in so many. */
    private void awaitLook() {
        long reads = stage.observer().reads() + 40L * LoadTable.hotKeys().size();
        await().until(() -> stage.observer().reads() >= reads);
    }
}
