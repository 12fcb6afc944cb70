package io.mysqlredis.sink.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Writes in the order in which Redis must see them. */
public record Batch(List<Write> writes) {

    public Batch {
        writes = List.copyOf(writes);
    }

    public boolean isEmpty() {
        return writes.isEmpty();
    }

    /** Whether there is anything besides sweeps. */
    public boolean hasCommands() {
        return writes.stream().anyMatch(write -> !write.commands().isEmpty());
    }

    /**
     * The batch without the commands of which later ones leave nothing: to whoever sees the batch only as a whole, that is
     * the same. A write stays also where nothing stays in it.
     */
    public Batch coalesced() {
        Overwritten overwritten = new Overwritten();
        List<Write> remaining = new ArrayList<>(writes);
        for (int i = writes.size() - 1; i >= 0; i--) {
            remaining.set(i, overwritten.strip(writes.get(i)));
        }
        return new Batch(remaining);
    }

    /** The batch without what some records caused. */
    public Batch without(Set<RecordPosition> positions) {
        return new Batch(writes.stream()
                .filter(write -> !positions.contains(write.position()))
                .toList());
    }

    /**
     * Cuts the batch into runs of at most {@code maxCommands} commands and {@code maxBytes} bytes, in order, and never
     * inside a write: one that is larger alone is a run of its own. A write that sweeps begins a run.
     */
    public List<Batch> split(int maxCommands, long maxBytes) {
        List<Batch> runs = new ArrayList<>();
        int start = 0;
        int commands = 0;
        long bytes = 0;
        for (int next = 0; next < writes.size(); next++) {
            Write write = writes.get(next);
            long size = write.size();
            boolean full = commands + write.commands().size() > maxCommands || bytes + size > maxBytes;
            if (next > start && (full || !write.sweeps().isEmpty())) {
                runs.add(new Batch(writes.subList(start, next)));
                start = next;
                commands = 0;
                bytes = 0;
            }
            commands += write.commands().size();
            bytes += size;
        }
        if (start < writes.size()) {
            runs.add(new Batch(writes.subList(start, writes.size())));
        }
        return runs;
    }
}
