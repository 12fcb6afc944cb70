package io.mysqlredis.sink.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a mapping's {@code type} can be. */
enum MappingKind {
    HASH,
    STRING,
    JSON,
    SET,
    ZSET,
    GEO,
    STREAM;

    /** Whether many rows share a key. */
    boolean sharesKeys() {
        return this == SET || this == ZSET || this == GEO || this == STREAM;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> words() {
        return Arrays.stream(values()).map(MappingKind::word).toList();
    }

    static Optional<MappingKind> of(String word) {
        return Arrays.stream(values()).filter(type -> type.word().equals(word)).findFirst();
    }
}
