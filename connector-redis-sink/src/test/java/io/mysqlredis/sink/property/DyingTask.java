package io.mysqlredis.sink.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.mysqlredis.sink.command.Batch;
import io.mysqlredis.sink.property.Scenario.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Reads a scenario in batches, dies in some of them, begins again where it committed last, and looks when it has caught up. */
final class DyingTask {

    private final Scenario scenario;
    private final Map<String, List<Step>> partitions;
    private final Random random;
    private final Consumer<Batch> redis;
    private final Supplier<Map<String, Content>> contents;
    private final Map<String, Integer> committed = new HashMap<>();
    private final Map<String, Integer> read = new HashMap<>();
    private final Map<String, Integer> furthest = new HashMap<>();

    DyingTask(Scenario scenario, Random random, Consumer<Batch> redis, Supplier<Map<String, Content>> contents) {
        this.scenario = scenario;
        this.partitions = Scenario.byPartition(scenario.steps());
        this.random = random;
        this.redis = redis;
        this.contents = contents;
        partitions.keySet().forEach(partition -> {
            committed.put(partition, 0);
            read.put(partition, 0);
            furthest.put(partition, 0);
        });
    }

    void run() {
        // Dies often, but not for ever.
        for (int round = 0; !isAtEnd(); round++) {
            boolean dies = round < 30 && random.nextInt(3) == 0;
            List<Step> batch = nextBatch();
            List<Step> applied = dies ? batch.subList(0, random.nextInt(batch.size() + 1)) : batch;
            redis.accept(new Batch(applied.stream().map(Step::write).toList()).coalesced());
            applied.forEach(step -> read.merge(step.partition(), 1, Integer::sum));
            read.forEach((partition, position) -> furthest.merge(partition, position, Math::max));
            if (dies) {
                read.putAll(committed);
            } else if (random.nextBoolean()) {
                committed.putAll(read);
            }
            if (read.equals(furthest)) {
                assertThat(contents.get()).as("at " + read).isEqualTo(scenario.expected(all(read)));
            }
        }
    }

    private boolean isAtEnd() {
        return partitions.entrySet().stream()
                .allMatch(partition ->
                        read.get(partition.getKey()) == partition.getValue().size());
    }

    private List<Step> nextBatch() {
        List<Step> batch = new ArrayList<>();
        partitions.forEach((partition, steps) -> {
            int from = read.get(partition);
            batch.addAll(steps.subList(from, from + random.nextInt(steps.size() - from + 1)));
        });
        return Scenario.interleaved(batch, random);
    }

    private List<Step> all(Map<String, Integer> ends) {
        List<Step> all = new ArrayList<>();
        ends.forEach((partition, end) -> all.addAll(partitions.get(partition).subList(0, end)));
        return all;
    }
}
