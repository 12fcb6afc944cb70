package io.mysqlredis.sink.command;

import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * Everything that one record causes.
 *
 * @param sweeps keys that go before the commands are carried out; not in one step with them
 * @param commands carried out in one step: a reader sees all of them or none
 * @param size the bytes of keys and values that the commands send; always counted here, once, while they are at hand
 */
public record Write(RecordPosition position, List<KeyPattern> sweeps, List<RedisCommand> commands, long size) {

    public Write {
        Objects.requireNonNull(position, "position");
        sweeps = List.copyOf(sweeps);
        commands = List.copyOf(commands);
        size = 0;
        for (int i = 0; i < commands.size(); i++) {
            size += commands.get(i).size();
        }
    }

    public Write(RecordPosition position, List<KeyPattern> sweeps, List<RedisCommand> commands) {
        this(position, sweeps, commands, 0);
    }

    public static Write of(RecordPosition position, RedisCommand... commands) {
        return new Write(position, List.of(), List.of(commands));
    }

    public boolean isEmpty() {
        return sweeps.isEmpty() && commands.isEmpty();
    }

    /** The same once its sweeps are done. */
    public Write withoutSweeps() {
        return sweeps.isEmpty() ? this : new Write(position, List.of(), commands);
    }

    /** The length of its longest key or value, if that is longer than this. */
    public OptionalLong argumentAbove(long bytes) {
        if (size <= bytes) {
            // Nothing in it is longer than all of it, and its requests need not be made to know that.
            return OptionalLong.empty();
        }
        long longest = 0;
        for (RedisCommand command : commands) {
            for (RedisRequest request : command.requests()) {
                longest = Math.max(longest, request.longestArgument());
            }
        }
        return longest > bytes ? OptionalLong.of(longest) : OptionalLong.empty();
    }
}
