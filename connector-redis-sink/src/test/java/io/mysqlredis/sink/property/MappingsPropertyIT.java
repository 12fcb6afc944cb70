package io.mysqlredis.sink.property;

import io.mysqlredis.sink.RealRedis;
import io.mysqlredis.sink.writer.PlainTarget;
import io.mysqlredis.sink.writer.RedisWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** A real Redis holds what the same plain model says. */
class MappingsPropertyIT {

    private static RealRedis redis;
    private static RedisWriter writer;

    @BeforeContainer
    static void startRedis() throws IOException {
        redis = RealRedis.start();
        writer = RedisWriter.to(PlainTarget.of(redis.port(), Duration.ofSeconds(5)), Map.of(), Optional.empty());
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
        new DyingTask(scenario, random, new Applying(writer)::apply, () -> StoredContents.of(redis.client())).run();
    }
}
