package io.mysqlredis.sink.delivery;

import io.mysqlredis.sink.watermark.Partition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The records that were taken in and are not yet applied, in their order. */
final class Pending {

    /** Larger runs gain nothing, and Redis serves nobody else while it executes one. */
    private final int maxCommands;

    private final long maxBytes;
    private final Deque<Step> steps = new ArrayDeque<>();

    Pending(int maxCommands, long maxBytes) {
        this.maxCommands = maxCommands;
        this.maxBytes = maxBytes;
    }

    boolean isEmpty() {
        return steps.isEmpty();
    }

    void add(Step step) {
        steps.addLast(step);
    }

    void addFirst(List<Step> first) {
        for (int i = first.size() - 1; i >= 0; i--) {
            steps.addFirst(first.get(i));
        }
    }

    void drop(Predicate<Step> superfluous) {
        steps.removeIf(superfluous);
    }

    void replaceAll(UnaryOperator<Step> replacement) {
        List<Step> all = steps.stream().map(replacement).toList();
        steps.clear();
        steps.addAll(all);
    }

    boolean holds(Partition partition) {
        return steps.stream().anyMatch(step -> step.partition().equals(partition));
    }

    /** All of them, in order, as they are. */
    Collection<Step> all() {
        return Collections.unmodifiableCollection(steps);
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
     * one that is larger alone travels alone. A record that sweeps waits until it is the first.
     */
    Run nextRun() {
        List<Step> run = new ArrayList<>();
        int commands = 0;
        long bytes = 0;
        for (Step step : steps) {
            commands += step.write().commands().size();
            long size = step.write().size();
            boolean full = commands > maxCommands || bytes + size > maxBytes;
            if (!run.isEmpty() && (full || !step.write().sweeps().isEmpty())) {
                break;
            }
            run.add(step);
            bytes += size;
        }
        return new Run(run, bytes);
    }
}
