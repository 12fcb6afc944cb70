package io.mysqlredis.sink.property;

import io.mysqlredis.sink.RealCluster;
import io.mysqlredis.sink.writer.PlainTarget;
import io.mysqlredis.sink.writer.RedisWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** A real cluster holds what the same plain model says. */
class ClusterPropertyIT {

    private static RealCluster cluster;
    private static RedisWriter writer;

    @BeforeContainer
    static void startCluster() throws IOException {
        cluster = RealCluster.start(3);
        writer = RedisWriter.to(
                PlainTarget.ofCluster(cluster.nodes().get(1).port(), Duration.ofSeconds(5)),
                Map.of(),
                Optional.empty());
    }

    @AfterContainer
    static void stopCluster() throws IOException {
        writer.close();
        cluster.close();
    }

    /** Without RedisJSON, which the embedded server does not have. */
    @Provide
    Arbitrary<Scenario> scenarios() {
        return Scenarios.upTo(60).filter(scenario -> !scenario.needsRedisJson());
    }

    @Property(tries = 40)
    void aTaskThatDiesAgainAndAgainLeavesRedisRight(@ForAll("scenarios") Scenario scenario, @ForAll Random random) {
        cluster.flushAll();
        new DyingTask(scenario, random, new Applying(writer)::apply, () -> contents()).run();
    }

    private static Map<String, Content> contents() {
        Map<String, Content> contents = new HashMap<>();
        cluster.nodes().forEach(node -> contents.putAll(StoredContents.of(node.client())));
        return contents;
    }
}
