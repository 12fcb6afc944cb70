package io.mysqlredis.sink.delivery;

import io.mysqlredis.sink.watermark.Partition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The records that were taken in and are not yet applied, in their order. */
final class Pending {

    /** Larger runs gain nothing, and Redis serves nobody else while it executes one. */
    private final int maxCommands;

    private final long maxBytes;
    private final Deque<Step> steps = new ArrayDeque<>();

    /** By partition what may not fly yet, and comes behind all its others. */
    private final Map<Partition, KeptBack> keptBack = new HashMap<>();

    /** By partition the offsets of what was kept back and flies with the next one. */
    private final Map<Partition, Set<Long>> tied = new HashMap<>();

    Pending(int maxCommands, long maxBytes) {
        this.maxCommands = maxCommands;
        this.maxBytes = maxBytes;
    }

    /** How many may fly. */
    int size() {
        return steps.size();
    }

    /** Adds a record that may fly, and before it, to fly with it, what was kept back of its partition. */
    void add(Step step) {
        if (keepsBack(step.partition())) {
            keepBack(step, Instant.MIN);
            release(step.partition());
        } else {
            forgetFlown();
            steps.addLast(step);
        }
    }

    /** Adds a record that may not fly yet, and with it no later one of its partition. */
    void keepBack(Step step, Instant now) {
        KeptBack those = keptBack.get(step.partition());
        if (those != null && !those.hasRoomFor(step, maxCommands, maxBytes)) {
            release(step.partition());
        }
        keptBack.computeIfAbsent(step.partition(), partition -> new KeptBack()).add(step, now);
    }

    boolean keepsBack(Partition partition) {
        return keptBack.containsKey(partition);
    }

    /** Nothing could come until now. */
    void waitAnew(Instant now) {
        keptBack.values().forEach(those -> those.waitAnew(now));
    }

    /** What was kept back may fly where nothing more came for so long. */
    void releaseAbandoned(Instant now, Duration patience) {
        release(those -> those.isAbandoned(now, patience));
    }

    /** All that was kept back may fly. */
    void releaseAll() {
        release(those -> true);
    }

    private void release(Predicate<KeptBack> which) {
        for (Partition partition : Set.copyOf(keptBack.keySet())) {
            if (which.test(keptBack.get(partition))) {
                release(partition);
            }
        }
    }

    private void release(Partition partition) {
        KeptBack those = keptBack.remove(partition);
        forgetFlown();
        steps.addAll(those.steps());
        Set<Long> offsets = tied.computeIfAbsent(partition, unknown -> new HashSet<>());
        those.steps().forEach(step -> offsets.add(step.offset()));
        offsets.remove(those.last().offset());
    }

    private void forgetFlown() {
        if (steps.isEmpty()) {
            tied.clear();
        }
    }

    void addFirst(List<Step> first) {
        for (int i = first.size() - 1; i >= 0; i--) {
            steps.addFirst(first.get(i));
        }
    }

    void drop(Collection<Partition> partitions) {
        steps.removeIf(step -> partitions.contains(step.partition()));
        keptBack.keySet().removeAll(partitions);
        tied.keySet().removeAll(partitions);
    }

    void replaceAll(UnaryOperator<Step> replacement) {
        List<Step> all = steps.stream().map(replacement).toList();
        steps.clear();
        steps.addAll(all);
        keptBack.values().forEach(those -> those.replaceAll(replacement));
    }

    boolean holds(Partition partition) {
        return keepsBack(partition)
                || steps.stream().anyMatch(step -> step.partition().equals(partition));
    }

    /** All of them, each partition's in order, as they are. */
    Collection<Step> all() {
        if (keptBack.isEmpty()) {
            return Collections.unmodifiableCollection(steps);
        }
        List<Step> all = new ArrayList<>(steps);
        keptBack.values().forEach(those -> all.addAll(those.steps()));
        return all;
    }

    Step first() {
        return steps.getFirst();
    }

    void replaceFirst(Step step) {
        steps.removeFirst();
        steps.addFirst(step);
    }

    void removeFirst(int count) {
        for (int i = 0; i < count; i++) {
            steps.removeFirst();
        }
    }

    /**
     * The first records, as many as one flight takes: at most so many commands and bytes, and never part of a record, so that
     * one that is larger alone travels alone. A record that sweeps waits until it is the first. What was kept back is not
     * torn apart.
     */
    Run nextRun() {
        List<Step> run = new ArrayList<>();
        int untorn = 0;
        int commands = 0;
        long bytes = 0;
        for (Step step : steps) {
            commands += step.write().commands().size();
            long size = step.write().size();
            boolean full = commands > maxCommands || bytes + size > maxBytes;
            if (!run.isEmpty() && (full || !step.write().sweeps().isEmpty())) {
                return Run.of(untorn > 0 ? run.subList(0, untorn) : run);
            }
            run.add(step);
            bytes += size;
            if (!fliesWithNext(step)) {
                untorn = run.size();
            }
        }
        return new Run(run, bytes);
    }

    private boolean fliesWithNext(Step step) {
        return !tied.isEmpty() && tied.getOrDefault(step.partition(), Set.of()).contains(step.offset());
    }
}
