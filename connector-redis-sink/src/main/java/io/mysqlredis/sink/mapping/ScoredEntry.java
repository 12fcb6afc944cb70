package io.mysqlredis.sink.mapping;

import io.mysqlredis.sink.command.RedisCommand;

/** A member of a sorted set, or of a geo set, which is one too. */
sealed interface ScoredEntry extends MemberEntry permits SortedSetEntry, GeoEntry {

    @Override
    default String redisType() {
        return "zset";
    }

    @Override
    default RedisCommand remove(Place place) {
        return new RedisCommand.RemoveScored(place.key(), place.member().orElseThrow());
    }
}
