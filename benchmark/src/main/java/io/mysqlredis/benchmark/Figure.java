package io.mysqlredis.benchmark;

import java.util.Objects;

/** One number that a round of a measurement has found. */
public record Figure(String name, double value, String unit) {

    public Figure {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(unit, "unit");
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " is no number: " + value);
        }
    }
}
