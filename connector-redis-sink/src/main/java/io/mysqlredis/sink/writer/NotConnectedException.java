package io.mysqlredis.sink.writer;

import redis.clients.jedis.exceptions.JedisConnectionException;

/** No connection came about; the message says why, without a look at the cause. */
final class NotConnectedException extends JedisConnectionException {

    private static final long serialVersionUID = 1L;

    NotConnectedException(String message, Throwable cause) {
        super(message, cause);
    }
}
