package io.mysqlredis.benchmark;

import java.util.Objects;

/**
 * Whether Redis held at the end what it had to hold.
 *
 * @param problem what was wrong, in one line; empty if nothing was
 */
public record Verdict(String problem) {

    public Verdict {
        Objects.requireNonNull(problem, "problem");
    }

    public static Verdict right() {
        return new Verdict("");
    }

    public static Verdict wrong(String problem) {
        if (problem.isBlank()) {
            throw new IllegalArgumentException("What is wrong must be told");
        }
        return new Verdict(problem);
    }

    public boolean isRight() {
        return problem.isEmpty();
    }
}
