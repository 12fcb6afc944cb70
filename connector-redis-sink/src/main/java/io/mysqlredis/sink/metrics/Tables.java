package io.mysqlredis.sink.metrics;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Metrics of each table, up to a number of tables; those that come later share one more, called {@code other}. */
final class Tables {

    /** With at most {@link SlidingWindow#MAX_BYTES} each, these take 8 MB at the very most. */
    static final int MAX = 100;

    static final String OTHER = "other";

    private final Registrations registrations;
    private final InstantSource clock;
    private final Map<String, TableMetrics> tables = new HashMap<>();

    Tables(Registrations registrations, InstantSource clock) {
        this.registrations = registrations;
        this.clock = clock;
    }

    TableMetrics of(String table) {
        TableMetrics known = tables.get(table);
        if (known != null) {
            return known;
        }
        String name = tables.size() < MAX ? table : OTHER;
        return tables.computeIfAbsent(name, unknown -> new TableMetrics(name, registrations, clock));
    }

    /** How many records of each table are on their way; none of the others. */
    void pending(Map<String, Long> counts) {
        Map<TableMetrics, Long> sums = new HashMap<>();
        counts.forEach((table, count) -> sums.merge(of(table), count, Long::sum));
        tables.values().forEach(table -> table.pending(sums.getOrDefault(table, 0L)));
    }
}
