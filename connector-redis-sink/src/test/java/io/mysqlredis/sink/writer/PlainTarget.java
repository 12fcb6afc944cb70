package io.mysqlredis.sink.writer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A Redis on the loopback interface, without TLS or a login. */
public final class PlainTarget {

    private PlainTarget() {}

    public static RedisTarget of(int port, Duration timeout) {
        return of(new Topology.Standalone(new RedisNode("127.0.0.1", port)), timeout);
    }

    /** The same of a cluster that this is a node of. */
    public static RedisTarget ofCluster(int port, Duration timeout) {
        return of(new Topology.Cluster(List.of(new RedisNode("127.0.0.1", port))), timeout);
    }

    private static RedisTarget of(Topology topology, Duration timeout) {
        return new RedisTarget(
                topology, new Access(Credentials.NONE, 0, Optional.empty(), timeout, Optional.empty()), Demands.NONE);
    }
}
