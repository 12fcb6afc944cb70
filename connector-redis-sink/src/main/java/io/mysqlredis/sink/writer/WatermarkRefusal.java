package io.mysqlredis.sink.writer;

import redis.clients.jedis.exceptions.JedisDataException;

/** An error that Redis answered with to what it was asked of a watermark. */
final class WatermarkRefusal extends JedisDataException {

    private static final long serialVersionUID = 1L;

    private final transient WatermarkStore.Name name;

    WatermarkRefusal(JedisDataException answer, WatermarkStore.Name name) {
        super(answer.getMessage(), answer);
        this.name = name;
    }

    WatermarkStore.Name name() {
        return name;
    }
}
