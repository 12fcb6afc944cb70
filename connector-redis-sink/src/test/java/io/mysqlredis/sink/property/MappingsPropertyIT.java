package io.mysqlredis.sink.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.mysqlredis.sink.RealRedis;
import io.mysqlredis.sink.command.Batch;
import io.mysqlredis.sink.command.Write;
import io.mysqlredis.sink.writer.PlainTarget;
import io.mysqlredis.sink.writer.RedisConnections;
import io.mysqlredis.sink.writer.RedisWriter;
import io.mysqlredis.sink.writer.StandaloneRedisWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    private static final RedisWriter.Outcome DONE = new RedisWriter.Outcome(RedisWriter.Fate.APPLIED, List.of());

    private static RealRedis redis;
    private static RedisWriter writer;

    @BeforeContainer
    static void startRedis() throws IOException {
        redis = RealRedis.start();
        writer = new StandaloneRedisWriter(
                new RedisConnections(PlainTarget.of(redis.port(), Duration.ofSeconds(5))), Map.of(), Optional.empty());
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

    private static void apply(Batch batch) {
        List<Write> run = new ArrayList<>();
        for (Write write : batch.writes()) {
            if (!write.sweeps().isEmpty()) {
                fly(run);
                sweep(write);
            }
            run.add(new Write(write.position(), List.of(), write.commands()));
        }
        fly(run);
    }

    private static void fly(List<Write> run) {
        assertThat(writer.write(new Batch(run), Map.of())).isEqualTo(DONE);
        run.clear();
    }

    private static void sweep(Write write) {
        RedisWriter.Outcome outcome = writer.sweep(write);
        while (outcome.fate() == RedisWriter.Fate.UNFINISHED) {
            outcome = writer.sweep(write);
        }
        assertThat(outcome).isEqualTo(DONE);
    }

    @Property(tries = 300)
    void aTaskThatDiesAgainAndAgainLeavesRedisRight(@ForAll("scenarios") Scenario scenario, @ForAll Random random) {
        redis.client().flushAll();
        new DyingTask(scenario, random, MappingsPropertyIT::apply, () -> StoredContents.of(redis.client())).run();
    }
}
