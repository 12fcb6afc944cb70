package io.mysqlredis.sink.mapping;

import io.mysqlredis.sink.filter.EventFilter;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A log of changes.
 *
 * @param events which changes are logged, besides what {@code where} says of their rows
 * @param maxLength about how many of the newest entries a stream keeps
 */
public record StreamType(DocumentColumns columns, Optional<EventFilter> events, OptionalLong maxLength)
        implements MappingType {

    public StreamType {
        Objects.requireNonNull(columns, "columns");
        Objects.requireNonNull(events, "events");
        Objects.requireNonNull(maxLength, "maxLength");
    }

    @Override
    public String redisType() {
        return "stream";
    }
}
