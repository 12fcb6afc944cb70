package io.mysqlredis.sink.command;

import java.util.Objects;

/** A command and the record that caused it. */
public record PositionedCommand(RedisCommand command, RecordPosition position) {

    public PositionedCommand {
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(position, "position");
    }
}
