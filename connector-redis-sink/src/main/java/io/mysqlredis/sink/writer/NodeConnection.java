package io.mysqlredis.sink.writer;

import java.io.IOException;
import java.net.Socket;
import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * A connection whose requests can be sent on their way before their replies are waited for. Once it is lost it stays lost:
 * Jedis would connect anew at the next request, and send the rest of a transaction as if there had been no {@code MULTI}.
 */
final class NodeConnection extends Connection {

    private final OneSocket socket;

    NodeConnection(JedisSocketFactory sockets, JedisClientConfig config) {
        this(new OneSocket(sockets), config);
    }

    private NodeConnection(OneSocket socket, JedisClientConfig config) {
        super(socket, config);
        this.socket = socket;
    }

    void send() {
        flush();
    }

    /** Sends the requests in one piece, behind all others. */
    void send(RequestBuffer requests) {
        flush();
        try {
            socket.get().getOutputStream().write(requests.bytes(), 0, requests.length());
        } catch (IOException e) {
            throw new JedisConnectionException(e);
        }
    }

    /** Opens one socket and no other. */
    private static final class OneSocket implements JedisSocketFactory {

        private final JedisSocketFactory sockets;
        private Socket socket;

        OneSocket(JedisSocketFactory sockets) {
            this.sockets = sockets;
        }

        @Override
        public Socket createSocket() {
            if (socket != null) {
                throw new JedisConnectionException("the connection was lost");
            }
            socket = sockets.createSocket();
            return socket;
        }

        Socket get() {
            return socket;
        }
    }
}
