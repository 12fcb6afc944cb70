package io.mysqlredis.benchmark.result;

import io.mysqlredis.benchmark.result.Summary.Summarized;
import java.util.Objects;
import java.util.Optional;

/**
 * A figure, or how it compares with another, and what it is to be.
 *
 * @param text what it says
 * @param divisor by what it is divided; empty if it stands for itself
 * @param bound empty if nobody has set one
 */
public record Goal(String text, Term term, Optional<Term> divisor, Optional<Bound> bound) {

    /** The median of a figure of a measurement. */
    public record Term(String measurement, String figure) {

        private Optional<Double> in(Summary summary) {
            return summary.result(measurement)
                    .flatMap(result -> result.figure(figure))
                    .map(Summarized::spread)
                    .map(Spread::median);
        }
    }

    /** What is aimed at. */
    public record Bound(Sense sense, double value) {

        public Bound {
            Objects.requireNonNull(sense, "sense");
        }

        private boolean isMetBy(double found) {
            return sense == Sense.AT_LEAST ? found >= value : found <= value;
        }
    }

    /** On which side of a bound the good values are. */
    public enum Sense {
        AT_LEAST("at least"),
        AT_MOST("at most");

        private final String text;

        Sense(String text) {
            this.text = text;
        }
    }

    public Goal {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(term, "term");
        Objects.requireNonNull(divisor, "divisor");
        Objects.requireNonNull(bound, "bound");
    }

    /** A figure that is just told. */
    public static Goal figure(String text, String measurement, String figure) {
        return new Goal(text, new Term(measurement, figure), Optional.empty(), Optional.empty());
    }

    /** The same figure of two measurements, divided. */
    public static Goal ratio(String text, String measurement, String divisor, String figure) {
        return new Goal(text, new Term(measurement, figure), Optional.of(new Term(divisor, figure)), Optional.empty());
    }

    public Goal atLeast(double value) {
        return new Goal(text, term, divisor, Optional.of(new Bound(Sense.AT_LEAST, value)));
    }

    public Goal atMost(double value) {
        return new Goal(text, term, divisor, Optional.of(new Bound(Sense.AT_MOST, value)));
    }

    /** One line that says what was found, and whether the goal is met. */
    public String line(Summary summary) {
        Optional<Double> found = found(summary);
        if (found.isEmpty()) {
            return text + ": not measured";
        }
        String verdict = bound.map(it -> " (goal: %s %s) %s"
                        .formatted(
                                it.sense().text, Numbers.text(it.value()), it.isMetBy(found.get()) ? "met" : "MISSED"))
                .orElse("");
        return text + ": " + Numbers.text(found.get()) + verdict;
    }

    private Optional<Double> found(Summary summary) {
        Optional<Double> value = term.in(summary);
        return divisor.isEmpty()
                ? value
                : value.flatMap(dividend ->
                        divisor.get().in(summary).filter(by -> by != 0).map(by -> dividend / by));
    }
}
