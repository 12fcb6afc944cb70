package io.mysqlredis.sink.mapping;

import io.mysqlredis.sink.command.Bytes;
import io.mysqlredis.sink.command.RedisCommand;
import io.mysqlredis.sink.command.RedisKey;
import io.mysqlredis.sink.mapping.Lifetime.Expiry;
import io.mysqlredis.sink.rendering.ValueRendering;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** The row as one JSON document: a string of Redis's own, or one of RedisJSON. */
public record DocumentEntry(Store store, DocumentColumns columns, Optional<Lifetime> ttl) implements EntryType {

    public DocumentEntry {
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(columns, "columns");
        Objects.requireNonNull(ttl, "ttl");
    }

    /** What holds the document. */
    public enum Store {
        STRING("string") {
            @Override
            RedisCommand replace(RedisKey key, Bytes document, OptionalLong expireAt) {
                return new RedisCommand.ReplaceString(key, document, expireAt);
            }
        },
        REDIS_JSON("ReJSON-RL") {
            @Override
            RedisCommand replace(RedisKey key, Bytes document, OptionalLong expireAt) {
                return new RedisCommand.ReplaceJson(key, document, expireAt);
            }
        };

        private final String redisType;

        Store(String redisType) {
            this.redisType = redisType;
        }

        abstract RedisCommand replace(RedisKey key, Bytes document, OptionalLong expireAt);
    }

    @Override
    public String redisType() {
        return store.redisType;
    }

    @Override
    public Optional<ColumnSelection> selection() {
        return Optional.of(columns.selection());
    }

    @Override
    public Content bind(RowShape shape, String mapping, ValueRendering rendering) {
        DocumentColumns.Bound document = columns.bind(shape, mapping + ".columns", rendering);
        Expiry expiry = Lifetime.bind(ttl, shape, mapping);
        return (place, key, image, committedAt) ->
                Optional.of(store.replace(place.key(), document.of(key, image), expiry.of(key, image, committedAt)));
    }
}
