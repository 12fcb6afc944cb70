package io.mysqlredis.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What one round of a measurement has found; the figures stand in the order in which they are shown, the main one
 * first.
 */
public record Outcome(List<Figure> figures, Verdict verdict) {

    public Outcome {
        figures = List.copyOf(figures);
        Objects.requireNonNull(verdict, "verdict");
    }

    /** The same with another figure behind the others. */
    Outcome with(Figure figure) {
        List<Figure> more = new ArrayList<>(figures);
        more.add(figure);
        return new Outcome(more, verdict);
    }
}
