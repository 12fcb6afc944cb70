package io.mysqlredis.endtoend.faults;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What was seen of each row in a time in which Redis lost nothing. */
final class Epoch {

    private final Map<String, Long> newest = new HashMap<>();
    private final Set<String> missing = new HashSet<>();

    /** The largest number seen of that row, 0 where it was not seen. */
    long newest(String key) {
        return newest.getOrDefault(key, 0L);
    }

    /** Whether a row that has this number now is older than it was: a row that was deleted must come back with a larger one. */
    boolean isBack(String key, long n) {
        return n < newest(key) || (n == newest(key) && missing.contains(key));
    }

    void seen(String key, long n) {
        newest.merge(key, n, Math::max);
        missing.remove(key);
    }

    void missing(String key) {
        missing.add(key);
    }
}
