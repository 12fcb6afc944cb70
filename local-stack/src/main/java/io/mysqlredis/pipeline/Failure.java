package io.mysqlredis.pipeline;

import java.util.Objects;

/**
 * A part of a connector that has failed, and does nothing until it is restarted.
 *
 * @param reason one line, without passwords and values of rows
 */
public record Failure(ConnectorPart part, String reason) {

    public Failure {
        Objects.requireNonNull(part, "part");
        Objects.requireNonNull(reason, "reason");
    }
}
