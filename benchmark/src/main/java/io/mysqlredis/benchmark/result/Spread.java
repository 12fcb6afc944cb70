package io.mysqlredis.benchmark.result;

import java.util.List;

/** What several rounds have found for the same figure. */
public record Spread(double median, double min, double max, int rounds) {

    /** Their median, the least and the most; there must be some. */
    public static Spread of(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("No round has this figure");
        }
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(median, sorted.get(0), sorted.get(sorted.size() - 1), sorted.size());
    }
}
