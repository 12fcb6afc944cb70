package io.mysqlredis.benchmark.rows;

import java.util.Objects;
import java.util.Optional;

/**
 * A change of one row.
 *
 * @param number of all changes before it
 * @param before the row as it was; empty for an insert
 */
public record Change(long number, Optional<Order> before, Order after) {

    public Change {
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
    }
}
