package io.mysqlredis.sink.command;

import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * Everything that one record causes.
 *
 * @param sweeps keys that go before the commands are carried out; not in one step with them
 * @param commands carried out in one step: a reader sees all of them or none
 */
public record Write(RecordPosition position, List<KeyPattern> sweeps, List<RedisCommand> commands) {

    public Write {
        Objects.requireNonNull(position, "position");
        sweeps = List.copyOf(sweeps);
        commands = List.copyOf(commands);
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
        long longest = 0;
        for (RedisCommand command : commands) {
            // Nothing in a command is longer than all of it, and its requests need not be made to know that.
            if (command.size() > bytes) {
                for (RedisRequest request : command.requests()) {
                    longest = Math.max(longest, request.longestArgument());
                }
            }
        }
        return longest > bytes ? OptionalLong.of(longest) : OptionalLong.empty();
    }

    /** The bytes of keys and values that its commands send. */
    public long size() {
        long size = 0;
        for (RedisCommand command : commands) {
            size += command.size();
        }
        return size;
    }
}
