package io.mysqlredis.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import redis.clients.jedis.Jedis;

/** Knows every state that each row ever had, and sees to it that none comes back after a later one was seen. */
final class RowObserver {

    private final Jedis redis;

    /** By row and transaction: whether the row was there from then on. */
    private final Map<Long, NavigableMap<Long, Boolean>> history = new HashMap<>();

    /** By row: no state before this transaction's may be seen. */
    private final Map<Long, Long> seen = new HashMap<>();

    RowObserver(Jedis redis) {
        this.redis = redis;
    }

    void tell(long row, long transaction, boolean exists) {
        history.computeIfAbsent(row, unknown -> new TreeMap<>(Map.of(0L, false)))
                .put(transaction, exists);
    }

    /** Redis may have lost anything. */
    void forget() {
        seen.clear();
    }

    /** Sees all rows, none of which may be in a state before the one that it was in. */
    void look() {
        history.forEach((row, states) -> {
            long from = seen.getOrDefault(row, 0L);
            Long counter = counter(row);
            if (counter != null) {
                assertThat(states).as("row %d", row).containsEntry(counter, true);
                assertThat(counter).as("row %d", row).isGreaterThanOrEqualTo(from);
                seen.put(row, counter);
            } else {
                assertThat(states.tailMap(from))
                        .as("row %d after %d", row, from)
                        .containsValue(false);
                states.tailMap(from).entrySet().stream()
                        .filter(state -> !state.getValue())
                        .findFirst()
                        .ifPresent(state -> seen.put(row, state.getKey()));
            }
        });
    }

    /** Every row is in its last state. */
    void lookForTheEnd() {
        history.forEach((row, states) -> {
            Long expected = states.lastEntry().getValue() ? states.lastKey() : null;
            assertThat(counter(row)).as("row %d in the end", row).isEqualTo(expected);
        });
    }

    private Long counter(long row) {
        String counter = redis.hget("counters:" + row, "counter");
        return counter == null ? null : Long.valueOf(counter);
    }
}
