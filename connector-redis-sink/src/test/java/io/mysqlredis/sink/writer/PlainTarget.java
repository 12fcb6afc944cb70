package io.mysqlredis.sink.writer;

import java.time.Duration;
import java.util.Optional;

/** One Redis on the loopback interface, without TLS or a login. */
public final class PlainTarget {

    private PlainTarget() {}

    public static RedisTarget of(int port, Duration timeout) {
        return new RedisTarget(
                new Topology.Standalone(new RedisNode("127.0.0.1", port)),
                new Access(Credentials.NONE, 0, Optional.empty(), timeout, Optional.empty()),
                Demands.NONE);
    }
}
