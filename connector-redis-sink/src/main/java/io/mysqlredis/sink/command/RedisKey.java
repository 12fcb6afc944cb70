package io.mysqlredis.sink.command;

import java.util.Objects;

/** The name under which Redis keeps one value; any bytes, since Redis keys are binary-safe. */
public record RedisKey(Bytes name) {

    public RedisKey {
        Objects.requireNonNull(name, "name");
    }

    public static RedisKey of(String name) {
        return new RedisKey(Bytes.utf8(name));
    }
}
