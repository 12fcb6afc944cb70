package io.mysqlredis.sink.mapping;

import io.mysqlredis.sink.command.Bytes;
import io.mysqlredis.sink.command.RedisKey;
import java.util.Objects;
import java.util.Optional;

/**
 * Where an entry is: its key, which is its own, or a key that it shares with others and its member there.
 *
 * @param member empty where the key holds one entry
 */
record Place(RedisKey key, Optional<Bytes> member) {

    Place {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(member, "member");
    }
}
