package io.mysqlredis.sink.mapping;

import io.mysqlredis.sink.command.Bytes;
import io.mysqlredis.sink.command.HashField;
import io.mysqlredis.sink.command.RedisCommand;
import io.mysqlredis.sink.event.Row;
import io.mysqlredis.sink.mapping.Lifetime.Expiry;
import io.mysqlredis.sink.rendering.ValueRendering;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A hash with a field for each column; one that would have no field is not there.
 *
 * @param nullsAreEmpty whether NULL is an empty field, instead of none
 */
public record HashEntry(ColumnSelection columns, boolean nullsAreEmpty, Optional<Lifetime> ttl) implements EntryType {

    private static final Bytes EMPTY = Bytes.utf8("");

    public HashEntry {
        Objects.requireNonNull(columns, "columns");
        Objects.requireNonNull(ttl, "ttl");
    }

    @Override
    public String redisType() {
        return "hash";
    }

    @Override
    public Optional<ColumnSelection> selection() {
        return Optional.of(columns);
    }

    @Override
    public Content bind(RowShape shape, String mapping, ValueRendering rendering) {
        List<NamedColumn> named = columns.bind(shape, mapping + ".columns").stream()
                .map(selected -> new NamedColumn(selected.column(), Bytes.utf8(selected.name())))
                .toList();
        Expiry expiry = Lifetime.bind(ttl, shape, mapping);
        return (place, key, image, committedAt) -> {
            List<HashField> fields = fields(named, key, image, rendering);
            if (fields.isEmpty()) {
                return Optional.empty();
            }
            OptionalLong expireAt = expiry.of(key, image, committedAt);
            return Optional.of(new RedisCommand.ReplaceHash(place.key(), fields, expireAt));
        };
    }

    private record NamedColumn(BoundColumn column, Bytes name) {}

    private List<HashField> fields(List<NamedColumn> named, Row key, Row image, ValueRendering rendering) {
        List<HashField> fields = new ArrayList<>(named.size());
        for (NamedColumn column : named) {
            Object value = column.column().value(key, image);
            if (value != null) {
                byte[] text = rendering.text(column.column().column(), value);
                fields.add(new HashField(column.name(), Bytes.of(text)));
            } else if (nullsAreEmpty) {
                fields.add(new HashField(column.name(), EMPTY));
            }
        }
        return fields;
    }
}
