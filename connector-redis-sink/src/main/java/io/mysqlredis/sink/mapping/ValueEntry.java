package io.mysqlredis.sink.mapping;

import io.mysqlredis.sink.command.RedisCommand;
import io.mysqlredis.sink.mapping.Lifetime.Expiry;
import io.mysqlredis.sink.rendering.ValueRendering;
import java.util.Objects;
import java.util.Optional;

/** A plain value at a key of its own, such as the id that an email address belongs to. */
public record ValueEntry(Template value, Optional<Lifetime> ttl) implements EntryType {

    public ValueEntry {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(ttl, "ttl");
    }

    @Override
    public String redisType() {
        return "string";
    }

    @Override
    public Content bind(RowShape shape, String mapping, ValueRendering rendering) {
        BoundTemplate bound = value.bind(shape, mapping + ".value", rendering);
        Expiry expiry = Lifetime.bind(ttl, shape, mapping);
        return (place, key, image, committedAt) -> bound.render(key, image)
                .map(text -> new RedisCommand.ReplaceString(place.key(), text, expiry.of(key, image, committedAt)));
    }
}
