package io.mysqlredis.sink.writer;

import io.mysqlredis.sink.command.Write;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** How far one write's sweeps have come on each master, one master after the other. */
final class ClusterSweep {

    private record Part(Master master, Sweep sweep) {}

    private final Write write;
    private final Deque<Part> remaining = new ArrayDeque<>();

    ClusterSweep(Write write, List<Master> masters) {
        this.write = write;
        masters.forEach(master -> remaining.add(new Part(master, new Sweep(write))));
    }

    boolean isOf(Write other) {
        return write.position().equals(other.position());
    }

    boolean isDone() {
        return remaining.isEmpty();
    }

    /** Where to look next. */
    Master master() {
        return remaining.getFirst().master();
    }

    Sweep sweep() {
        return remaining.getFirst().sweep();
    }

    /** What was found there is removed. */
    void advance(Sweep.Found found) {
        sweep().advance(found);
        if (sweep().isDone()) {
            remaining.removeFirst();
        }
    }
}
