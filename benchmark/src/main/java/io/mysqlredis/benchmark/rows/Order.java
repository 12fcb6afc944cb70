package io.mysqlredis.benchmark.rows;

import java.util.Objects;

/**
 * A row of the table {@code shop.orders}, none of whose columns is NULL.
 *
 * @param amount a DECIMAL, as the source hands it over with {@code decimal.handling.mode=string}
 * @param updatedAt a DATETIME(3), in milliseconds since 1970-01-01T00:00
 */
public record Order(long id, long customerId, String status, String amount, String note, long updatedAt) {

    public Order {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(note, "note");
    }
}
