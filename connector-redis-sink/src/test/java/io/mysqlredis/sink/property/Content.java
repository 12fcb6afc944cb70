package io.mysqlredis.sink.property;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one key of Redis holds.
 *
 * @param type as Redis names it
 * @param parts by field or member: a field's value, a score, a pair of coordinates; a set's members have nothing, and what has no
 *     parts stands under the empty name
 */
record Content(String type, SortedMap<String, String> parts, OptionalLong expireAt) {

    static final String HASH = "hash";
    static final String STRING = "string";
    static final String JSON = "ReJSON-RL";
    static final String SET = "set";
    static final String SORTED_SET = "zset";

    Content {
        parts = Collections.unmodifiableSortedMap(parts);
    }

    static Content of(String type, Map<String, String> parts) {
        return new Content(type, new TreeMap<>(parts), OptionalLong.empty());
    }

    static Content whole(String type, String value) {
        return of(type, Map.of("", value));
    }

    boolean hasMembers() {
        return type.equals(SET) || type.equals(SORTED_SET);
    }

    Content with(Map<String, String> more) {
        TreeMap<String, String> all = new TreeMap<>(parts);
        all.putAll(more);
        return new Content(type, all, expireAt);
    }

    Content without(String part) {
        TreeMap<String, String> others = new TreeMap<>(parts);
        others.remove(part);
        return new Content(type, others, expireAt);
    }

    Content expiringAt(OptionalLong time) {
        return new Content(type, parts, time);
    }
}
