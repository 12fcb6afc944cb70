package io.mysqlredis.sink.delivery;

import io.mysqlredis.sink.command.Batch;
import io.mysqlredis.sink.command.RecordPosition;
import io.mysqlredis.sink.command.RedisCommand;
import io.mysqlredis.sink.command.RedisKey;
import io.mysqlredis.sink.command.Write;
import io.mysqlredis.sink.watermark.Partition;
import io.mysqlredis.sink.watermark.Watermark;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Records that are applied in one flight.
 *
 * @param bytes of keys and values in all their commands
 */
record Run(List<Step> steps, long bytes) {

    Run {
        steps = List.copyOf(steps);
    }

    static Run of(List<Step> steps) {
        return new Run(
                steps, steps.stream().mapToLong(step -> step.write().size()).sum());
    }

    Step step(RecordPosition position) {
        return steps.stream()
                .filter(step -> step.write().position().equals(position))
                .findFirst()
                .orElseThrow();
    }

    /** Without what stands in these partitions at these offsets or behind. */
    Run until(Map<Partition, Long> offsets) {
        return of(steps.stream()
                .filter(step -> step.offset() < offsets.getOrDefault(step.partition(), Long.MAX_VALUE))
                .toList());
    }

    /** What stands in these partitions at these offsets or behind. */
    Run from(Map<Partition, Long> offsets) {
        return of(steps.stream()
                .filter(step -> step.offset() >= offsets.getOrDefault(step.partition(), Long.MAX_VALUE))
                .toList());
    }

    /**
     * Where in each of their partitions the first stands that is one of these, or that was left out of the flight since one of
     * these would overwrite it, by offset.
     */
    Map<Partition, Long> firstThatDependsOn(Set<Step> some) {
        Set<RedisKey> keys = some.stream().flatMap(Run::keys).collect(Collectors.toSet());
        Set<Partition> partitions = some.stream().map(Step::partition).collect(Collectors.toSet());
        Map<Partition, Long> first = new HashMap<>();
        for (Step step : steps) {
            if (partitions.contains(step.partition()) && keys(step).anyMatch(keys::contains)) {
                first.merge(step.partition(), step.offset(), Math::min);
            }
        }
        return first;
    }

    private static Stream<RedisKey> keys(Step step) {
        return step.write().commands().stream().map(RedisCommand::key);
    }

    /** Of the last record of a partition that is in it. */
    long lastOffset(Partition partition) {
        return steps.stream()
                .filter(step -> step.partition().equals(partition))
                .mapToLong(Step::offset)
                .max()
                .orElseThrow();
    }

    Run without(Set<Step> some) {
        return of(steps.stream().filter(step -> !some.contains(step)).toList());
    }

    /** What it sends: readers see a flight as a whole, and so only the last state of each key and member. */
    Batch batch() {
        return new Batch(steps.stream()
                        .map(Step::write)
                        .map(Write::withoutSweeps)
                        .toList())
                .coalesced();
    }

    /**
     * Where the watermarks of its partitions stand once it is applied.
     *
     * @param applied where they stand before
     * @param now in milliseconds since 1970-01-01T00:00Z
     */
    Map<Partition, Watermark> marks(Function<Partition, Watermark> applied, long now) {
        Map<Partition, Watermark.Advance> advances = new HashMap<>();
        for (Step step : steps) {
            advances.computeIfAbsent(step.partition(), partition -> new Watermark.Advance(applied.apply(partition)))
                    .take(step.progress());
        }
        Map<Partition, Watermark> marks = new HashMap<>();
        advances.forEach((partition, advance) -> marks.put(partition, advance.reached(now)));
        return marks;
    }
}
