package io.mysqlredis.sink;

import java.io.IOException;
import java.util.Random;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Tasks that die, freeze, move and lose their connections, over a Redis that loses data, and a source that repeats itself: no
 * row is ever seen going back, nothing is committed that Redis has not, and in the end Redis is exact.
 */
class DeliveryPropertyIT {

    /** More of them: {@code -Ddelivery.runs=10000}; one of them again: {@code -Ddelivery.seed=…}. */
    private static final int RUNS = Integer.getInteger("delivery.runs", 200);

    private static RealRedis redis;

    @BeforeAll
    static void startRedis() throws IOException {
        // What is warned of here happens all the time.
        Configurator.setLevel("io.mysqlredis.sink.delivery", Level.OFF);
        redis = RealRedis.start();
    }

    @AfterAll
    static void stopRedis() throws IOException {
        Configurator.setLevel("io.mysqlredis.sink.delivery", Level.WARN);
        redis.close();
    }

    @Test
    void whateverHappensRedisNeverGoesBackAndEndsExact() throws IOException {
        Long given = Long.getLong("delivery.seed");
        Random seeds = new Random();
        for (int run = 0; run < (given == null ? RUNS : 1); run++) {
            long seed = given == null ? seeds.nextLong() : given;
            try (DeliveryRun life = new DeliveryRun(redis, seed)) {
                life.play();
            }
        }
    }
}
