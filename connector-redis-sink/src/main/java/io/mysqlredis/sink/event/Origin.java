package io.mysqlredis.sink.event;

import io.mysqlredis.sink.watermark.SourcePosition;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where a change comes from.
 *
 * @param committedAt when MySQL committed it, or when a snapshot read it, in milliseconds since 1970-01-01T00:00Z
 * @param position where in the binlog it stood; empty if the record does not tell all of it, and for a row that an
 *     incremental snapshot read between streamed changes
 * @param source what the record tells of its place in the binlog: names such as {@code file}, {@code pos}, {@code gtid} with
 *     a {@link String}, a {@link Long} or a {@link Boolean} each, none of them null; read only if somebody asks for it
 */
public record Origin(
        Operation operation,
        long committedAt,
        Optional<SourcePosition> position,
        Supplier<Map<String, Object>> source) {

    public Origin {
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(source, "source");
    }
}
