package io.mysqlredis.sink.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.mysqlredis.sink.property.Scenario.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever happens to tables, and whatever happens to the sink meanwhile, Redis holds what a plain model says. */
class MappingsPropertyTest {

    @Provide
    Arbitrary<Scenario> scenarios() {
        return Scenarios.upTo(30);
    }

    /** A reader sees no record half applied: a row that moves is at its new place in the step in which it leaves the old. */
    @Property(tries = 2000)
    void redisIsRightAfterEachRecord(@ForAll("scenarios") Scenario scenario, @ForAll Random random) {
        MemoryRedis redis = new MemoryRedis();
        List<Step> done = new ArrayList<>();
        for (Step step : Scenario.interleaved(scenario.steps(), random)) {
            redis.apply(step.write());
            done.add(step);
            assertThat(redis.contents()).as(() -> step.source().toString()).isEqualTo(scenario.expected(done));
        }
    }

    @Property(tries = 1000)
    void everySuffixOfEachPartitionCanBeReplayedOnItsOwn(
            @ForAll("scenarios") Scenario scenario, @ForAll Random random) {
        List<Step> steps = scenario.steps();
        Map<String, Content> expected = scenario.expected(steps);
        MemoryRedis redis = new MemoryRedis();
        Scenario.interleaved(steps, random).forEach(step -> redis.apply(step.write()));
        assertThat(redis.contents()).isEqualTo(expected);
        Scenario.byPartition(steps).values().forEach(partition -> {
            for (int from = 0; from < partition.size(); from++) {
                partition.subList(from, partition.size()).forEach(step -> redis.apply(step.write()));
                assertThat(redis.contents()).as("from " + from).isEqualTo(expected);
            }
        });
    }

    @Property(tries = 1000)
    void suffixesOfAllPartitionsCanBeReplayedAtOnce(@ForAll("scenarios") Scenario scenario, @ForAll Random random) {
        List<Step> steps = scenario.steps();
        Map<String, Content> expected = scenario.expected(steps);
        MemoryRedis redis = new MemoryRedis();
        for (int round = 0; round < 5; round++) {
            List<Step> replayed = new ArrayList<>();
            Scenario.byPartition(steps).values().forEach(partition -> {
                int from = redis.contents().isEmpty() ? 0 : random.nextInt(partition.size() + 1);
                replayed.addAll(partition.subList(from, partition.size()));
            });
            Scenario.interleaved(replayed, random).forEach(step -> redis.apply(step.write()));
            assertThat(redis.contents()).isEqualTo(expected);
        }
    }

    /** A task dies after each record, or within it, and its successor begins at each point that was committed until then. */
    @Property(tries = 500)
    void aBatchCutAnywhereIsHealedByItsReplay(@ForAll("scenarios") Scenario scenario, @ForAll Random random) {
        List<Step> steps = Scenario.interleaved(scenario.steps(), random);
        MemoryRedis forward = new MemoryRedis();
        for (int cut = 0; cut < steps.size(); cut++) {
            MemoryRedis dying = new MemoryRedis(forward.contents());
            dying.sweepPartly(steps.get(cut).write());
            forward.apply(steps.get(cut).write());
            Map<String, Content> expected = scenario.expected(steps.subList(0, cut + 1));
            for (int committed = 0; committed <= cut; committed++) {
                List<Step> replayed = Scenario.interleaved(steps.subList(committed, cut + 1), random);
                for (MemoryRedis start : List.of(forward, dying)) {
                    MemoryRedis redis = new MemoryRedis(start.contents());
                    replayed.forEach(step -> redis.apply(step.write()));
                    assertThat(redis.contents())
                            .as("from " + committed + " after a cut at " + cut)
                            .isEqualTo(expected);
                }
            }
        }
    }

    @Property(tries = 1000)
    void aTaskThatDiesAgainAndAgainEndsRight(@ForAll("scenarios") Scenario scenario, @ForAll Random random) {
        MemoryRedis redis = new MemoryRedis();
        new DyingTask(scenario, random, batch -> batch.writes().forEach(redis::apply), redis::contents).run();
    }

    @Property(tries = 500)
    void aTaskThatBeginsAnywhereMakesTheSameCommands(@ForAll("scenarios") Scenario scenario, @ForAll Random random) {
        List<Step> steps = scenario.steps();
        int from = random.nextInt(steps.size() + 1);
        assertThat(scenario.steps(scenario.log().subList(from, steps.size())))
                // Patterns of Java are equal to none but themselves.
                .hasToString(steps.subList(from, steps.size()).toString());
    }

    @Property(tries = 1000)
    void anEmptyRedisIsRebuiltFromTheLastRecordOfEachRow(
            @ForAll("scenarios") Scenario scenario, @ForAll Random random) {
        List<Step> steps = scenario.steps();
        Map<Object, Step> compacted = new LinkedHashMap<>();
        steps.forEach(step -> {
            compacted.remove(step.source().recordKey());
            compacted.put(step.source().recordKey(), step);
        });
        MemoryRedis redis = new MemoryRedis();
        Scenario.interleaved(compacted.values(), random).forEach(step -> redis.apply(step.write()));
        assertThat(redis.contents()).isEqualTo(scenario.expected(steps));
    }
}
