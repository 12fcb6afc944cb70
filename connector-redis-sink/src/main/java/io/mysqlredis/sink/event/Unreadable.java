package io.mysqlredis.sink.event;

import java.util.Objects;

/**
 * In the place of a key or a value that could not be decoded.
 *
 * @param reason why; goes on after the words "its key" or "its value"
 */
public record Unreadable(String reason) {

    public Unreadable {
        Objects.requireNonNull(reason, "reason");
    }
}
