package io.mysqlredis.sink.mapping;

import io.mysqlredis.sink.event.Columns;
import java.util.IdentityHashMap;
import java.util.function.Function;

/** What was decided for columns, once for each instance of them. */
final class PerColumns<T> {

    /** Far more than a table has at a time; a source that makes new schemas for ever must not fill the heap. */
    private static final int MAX_ENTRIES = 100;

    private final IdentityHashMap<Columns, T> decided = new IdentityHashMap<>();

    T of(Columns columns, Function<Columns, T> decision) {
        T known = decided.get(columns);
        if (known == null) {
            known = decision.apply(columns);
            replace(columns, known);
        }
        return known;
    }

    void replace(Columns columns, T decision) {
        if (decided.size() >= MAX_ENTRIES) {
            decided.clear();
        }
        decided.put(columns, decision);
    }
}
