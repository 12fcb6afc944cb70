package io.mysqlredis.sink.writer;

import io.mysqlredis.sink.watermark.Watermark;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What Redis holds of a partition.
 *
 * @param owner whoever claimed it last; empty if the watermark is not there at all
 * @param mappings what the mappings were that wrote the data; empty if nothing is told
 * @param createdAt since when the watermark is there, in milliseconds since 1970-01-01T00:00Z
 * @param checkedAt when its owner last confirmed it, in milliseconds since 1970-01-01T00:00Z
 */
public record Held(
        Watermark watermark,
        Optional<String> owner,
        Optional<String> mappings,
        OptionalLong createdAt,
        OptionalLong checkedAt) {

    public Held {
        Objects.requireNonNull(watermark, "watermark");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(mappings, "mappings");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(checkedAt, "checkedAt");
    }
}
