package io.mysqlredis.demo;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * One change by SQL, and how to see in Redis that it has arrived.
 *
 * @param keys the Redis keys that it touches
 * @param arrived whether the hashes under these keys, in the same order and empty where there is none, are the new ones
 */
record Change(String kind, String sql, List<String> keys, Predicate<List<Map<String, String>>> arrived) {

    Change {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(sql, "sql");
        keys = List.copyOf(keys);
        Objects.requireNonNull(arrived, "arrived");
    }

    /** A change that touches one key. */
    static Change of(String kind, String sql, String key, Predicate<Map<String, String>> arrived) {
        return new Change(kind, sql, List.of(key), hashes -> arrived.test(hashes.get(0)));
    }
}
