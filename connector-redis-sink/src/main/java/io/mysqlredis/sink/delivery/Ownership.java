package io.mysqlredis.sink.delivery;

import java.time.Duration;
import java.util.Objects;

/**
 * In whose name a task writes.
 *
 * @param token unlike that of any other task, at any time
 * @param mappings what the mappings are, for people, and the same if and only if they are the same
 * @param sessionTimeout after which Kafka has noticed that a task is gone
 */
public record Ownership(String token, String mappings, Duration sessionTimeout) {

    public Ownership {
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(mappings, "mappings");
        Objects.requireNonNull(sessionTimeout, "sessionTimeout");
    }
}
