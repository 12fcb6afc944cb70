package io.mysqlredis.sink.config;

import java.util.Arrays;
import java.util.Locale;

/** The values of {@code redis.mode}. */
enum RedisMode {
    STANDALONE,
    SENTINEL,
    CLUSTER;

    static RedisMode of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    static String[] words() {
        return Arrays.stream(values()).map(RedisMode::word).toArray(String[]::new);
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
