package io.mysqlredis.sink.writer;

import java.util.Objects;

/** Where one server listens: a name, or an address, which for IPv6 stands without brackets. */
public record RedisNode(String host, int port) {

    private static final int MAX_PORT = 65_535;

    public RedisNode {
        Objects.requireNonNull(host, "host");
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("the port must be 1 to " + MAX_PORT);
        }
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
