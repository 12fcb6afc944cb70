package io.mysqlredis.sink.mapping;

import io.mysqlredis.sink.command.Bytes;
import io.mysqlredis.sink.command.RedisKey;
import io.mysqlredis.sink.event.Row;
import io.mysqlredis.sink.rendering.ValueRendering;
import java.util.Optional;

/** Where the rows of one shape have their entries. */
record BoundPlace(BoundTemplate key, Optional<BoundTemplate> member) {

    static BoundPlace of(Mapping mapping, Optional<Template> member, RowShape shape, ValueRendering rendering) {
        return new BoundPlace(
                mapping.key().bind(shape, mapping.name() + ".key", rendering),
                member.map(template -> template.bind(shape, mapping.name() + ".member", rendering)));
    }

    /** Nothing if a value that the place is made of is NULL. */
    Optional<Place> of(Row primaryKey, Row image) {
        Optional<Bytes> name = key.render(primaryKey, image);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        RedisKey redisKey = new RedisKey(name.get());
        return member.isEmpty()
                ? Optional.of(new Place(redisKey, Optional.empty()))
                : member.get().render(primaryKey, image).map(inside -> new Place(redisKey, Optional.of(inside)));
    }
}
