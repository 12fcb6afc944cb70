package io.mysqlredis.sink.command;

import java.util.Objects;

/** One field of a Redis hash. */
public record HashField(Bytes name, Bytes value) {

    public HashField {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
    }

    public static HashField of(String name, String value) {
        return new HashField(Bytes.utf8(name), Bytes.utf8(value));
    }
}
