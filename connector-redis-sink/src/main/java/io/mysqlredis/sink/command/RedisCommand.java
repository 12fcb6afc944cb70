package io.mysqlredis.sink.command;

import java.util.List;
import java.util.Objects;

/**
 * A Redis write as a plain value: compared in tests, encoded without a connection.
 *
 * <p>Each sets its key to one state whatever the state before, so applying it twice changes nothing.
 */
public sealed interface RedisCommand {

    RedisKey key();

    /** The requests that carry the command out; a reader must never see the state between two of them. */
    List<RedisRequest> requests();

    /** The bytes of keys and values that it sends, without the protocol around them. */
    long size();

    /** Removes a key, if it is there. */
    record Delete(RedisKey key) implements RedisCommand {

        public Delete {
            Objects.requireNonNull(key, "key");
        }

        @Override
        public List<RedisRequest> requests() {
            return List.of(RedisRequest.del(key));
        }

        @Override
        public long size() {
            return key.name().length();
        }
    }

    /** Makes a key hold a hash of exactly these fields, whatever it held before. */
    record ReplaceHash(RedisKey key, List<HashField> fields) implements RedisCommand {

        public ReplaceHash {
            Objects.requireNonNull(key, "key");
            fields = List.copyOf(fields);
            if (fields.isEmpty()) {
                throw new IllegalArgumentException("Redis has no empty hash");
            }
        }

        @Override
        public List<RedisRequest> requests() {
            // HSET alone would leave behind fields of columns that became NULL or were dropped.
            return List.of(RedisRequest.del(key), RedisRequest.hset(key, fields));
        }

        @Override
        public long size() {
            long size = 2L * key.name().length();
            for (HashField field : fields) {
                size += field.name().length() + field.value().length();
            }
            return size;
        }
    }
}
