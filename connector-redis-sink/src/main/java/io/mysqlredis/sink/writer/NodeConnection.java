package io.mysqlredis.sink.writer;

import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;

/** A connection whose requests can be sent on their way before their replies are waited for. */
final class NodeConnection extends Connection {

    NodeConnection(JedisSocketFactory sockets, JedisClientConfig config) {
        super(sockets, config);
    }

    void send() {
        flush();
    }
}
