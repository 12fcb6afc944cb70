package io.mysqlredis.sink.command;

import java.util.ArrayList;
import java.util.List;

/** Commands in the order in which Redis must see them. */
public record Batch(List<PositionedCommand> commands) {

    public Batch {
        commands = List.copyOf(commands);
    }

    public boolean isEmpty() {
        return commands.isEmpty();
    }

    /**
     * Cuts the batch into runs of at most {@code maxCommands} commands and {@code maxBytes} bytes, in order; a single
     * command above {@code maxBytes} is a run of its own.
     */
    public List<Batch> split(int maxCommands, long maxBytes) {
        List<Batch> runs = new ArrayList<>();
        int start = 0;
        long bytes = 0;
        for (int next = 0; next < commands.size(); next++) {
            long size = commands.get(next).command().size();
            boolean full = next - start == maxCommands || bytes + size > maxBytes;
            if (full && next > start) {
                runs.add(new Batch(commands.subList(start, next)));
                start = next;
                bytes = 0;
            }
            bytes += size;
        }
        if (start < commands.size()) {
            runs.add(new Batch(commands.subList(start, commands.size())));
        }
        return runs;
    }
}
