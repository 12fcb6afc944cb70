package io.mysqlredis.sink.mapping;

import io.mysqlredis.sink.command.RedisCommand;
import io.mysqlredis.sink.rendering.ValueRendering;
import java.util.Objects;
import java.util.Optional;

/** A member of a set. */
public record SetEntry(Template memberTemplate) implements MemberEntry {

    public SetEntry {
        Objects.requireNonNull(memberTemplate, "memberTemplate");
    }

    @Override
    public String redisType() {
        return "set";
    }

    @Override
    public RedisCommand remove(Place place) {
        return new RedisCommand.RemoveMember(place.key(), place.member().orElseThrow());
    }

    @Override
    public Content bind(RowShape shape, String mapping, ValueRendering rendering) {
        return (place, key, image, committedAt) -> Optional.of(
                new RedisCommand.AddMember(place.key(), place.member().orElseThrow()));
    }
}
