package io.mysqlredis.benchmark.result;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.mysqlredis.benchmark.Figure;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * One round of a measurement that was made.
 *
 * @param revision of the code that was measured
 * @param number of the round, from 1
 * @param finishedAt in UTC, as ISO 8601 has it
 * @param problem why the round failed; empty if it did not
 */
public record Round(
        String revision,
        Machine machine,
        String measurement,
        int number,
        String finishedAt,
        List<Figure> figures,
        String problem) {

    public Round {
        Objects.requireNonNull(revision, "revision");
        Objects.requireNonNull(machine, "machine");
        Objects.requireNonNull(measurement, "measurement");
        Instant.parse(finishedAt);
        Objects.requireNonNull(problem, "problem");
        figures = List.copyOf(figures);
    }

    @JsonIgnore // It follows from the rest.
    public boolean isRight() {
        return problem.isEmpty();
    }
}
