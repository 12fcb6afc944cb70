package io.mysqlredis.sink.writer;

import java.util.Objects;

/** The Redis to write to: all that the connector's settings say of it. */
public record RedisTarget(Topology topology, Access access, Demands demands) {

    public RedisTarget {
        Objects.requireNonNull(topology, "topology");
        Objects.requireNonNull(access, "access");
        Objects.requireNonNull(demands, "demands");
    }
}
