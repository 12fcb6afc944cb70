package io.mysqlredis.sink.property;

import io.mysqlredis.sink.RealRedis;
import io.mysqlredis.sink.writer.PlainTarget;
import io.mysqlredis.sink.writer.RedisConnections;
import io.mysqlredis.sink.writer.RedisWriter;
import io.mysqlredis.sink.writer.StandaloneRedisWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** A real Redis holds what the same plain model says. */
class MappingsPropertyIT {

    private static final RedisWriter.Rejections NONE = (position, reason) -> {
        throw new AssertionError(position + ": " + reason);
    };

    private static RealRedis redis;
    private static RedisWriter writer;

    @BeforeContainer
    static void startRedis() throws IOException {
        redis = RealRedis.start();
        writer = new StandaloneRedisWriter(
                new RedisConnections(PlainTarget.of(redis.port(), Duration.ofSeconds(5))), Map.of());
    }

    @AfterContainer
    static void stopRedis() throws IOException {
        writer.close();
        redis.close();
    }

    /** Without RedisJSON, which the embedded server does not have. */
    @Provide
    Arbitrary<Scenario> scenarios() {
        return Scenarios.upTo(60).filter(scenario -> !scenario.needsRedisJson());
    }

    @Property(tries = 300)
    void aTaskThatDiesAgainAndAgainLeavesRedisRight(@ForAll("scenarios") Scenario scenario, @ForAll Random random) {
        redis.client().flushAll();
        new DyingTask(scenario, random, batch -> writer.write(batch, NONE), () -> StoredContents.of(redis.client()))
                .run();
    }
}
