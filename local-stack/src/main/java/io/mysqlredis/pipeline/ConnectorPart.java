package io.mysqlredis.pipeline;

import java.util.Objects;
import java.util.OptionalInt;

/** What Connect runs, fails and restarts by itself: one task of a connector, or the connector without its tasks. */
public record ConnectorPart(String connector, OptionalInt task) {

    public ConnectorPart {
        Objects.requireNonNull(connector, "connector");
        Objects.requireNonNull(task, "task");
    }

    @Override
    public String toString() {
        return task.isPresent() ? connector + " task " + task.getAsInt() : connector;
    }
}
