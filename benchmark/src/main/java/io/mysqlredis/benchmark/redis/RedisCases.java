package io.mysqlredis.benchmark.redis;

import io.mysqlredis.benchmark.Measurement;
import io.mysqlredis.benchmark.sink.SinkCase;
import java.util.List;
import java.util.Map;

/** All ways in which Redis alone is measured. */
public final class RedisCases {

    private RedisCases() {}

    public static List<Measurement> measurements() {
        return List.of(
                new RedisAlone("redis/hash", "Redis alone: hashes", 5, SinkCase.Target.HASH, Map.of()),
                new RedisAlone(
                        "redis/string",
                        "Redis alone: JSON documents in strings",
                        3,
                        SinkCase.Target.JSON_STRING,
                        SinkCase.Target.JSON_STRING.mapping()));
    }
}
