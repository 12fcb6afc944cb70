package io.mysqlredis.sink.writer;

import java.io.IOException;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.exceptions.JedisException;

/** Opens connections that are logged in, and over TLS only to a server that proves who it is. */
record Dialer(Access access) {

    /** @throws JedisException if the server cannot be reached, or refuses the login */
    NodeConnection dial(RedisNode node) {
        int timeoutMillis = Math.toIntExact(access.timeout().toMillis());
        DefaultJedisClientConfig config = DefaultJedisClientConfig.builder()
                // RESP2 without asking for it by HELLO, which proxies and servers before Redis 6 do not know.
                .serverDefaultProtocol()
                .user(access.credentials().user().orElse(null))
                .password(access.credentials().password().orElse(null))
                .connectionTimeoutMillis(timeoutMillis)
                .socketTimeoutMillis(timeoutMillis)
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .build();
        return new NodeConnection(new NodeSockets(node, timeoutMillis, access.tls()), config);
    }

    /** Closes a connection at once, whatever is still unsent. */
    static void hangUp(Connection connection) {
        try {
            // Not close(), which sends first what is unsent, and so fails or hangs where the connection did.
            connection.forceDisconnect();
        } catch (IOException e) {
            // The socket is unusable either way, and it was to be given up.
        }
    }
}
