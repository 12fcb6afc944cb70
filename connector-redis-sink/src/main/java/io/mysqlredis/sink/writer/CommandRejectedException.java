package io.mysqlredis.sink.writer;

import io.mysqlredis.sink.command.RecordPosition;

/** Redis refuses a command for what it is: it would be refused again. */
public final class CommandRejectedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient RecordPosition position;

    CommandRejectedException(RecordPosition position, String message) {
        super(message);
        this.position = position;
    }

    /** The record that caused the command. */
    public RecordPosition position() {
        return position;
    }
}
