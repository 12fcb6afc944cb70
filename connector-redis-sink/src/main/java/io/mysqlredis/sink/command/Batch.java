package io.mysqlredis.sink.command;

import java.util.ArrayList;
import java.util.List;

/** Writes in the order in which Redis must see them. */
public record Batch(List<Write> writes) {

    public Batch {
        writes = List.copyOf(writes);
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
}
