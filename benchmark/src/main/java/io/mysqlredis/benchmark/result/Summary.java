package io.mysqlredis.benchmark.result;

import io.mysqlredis.benchmark.Figure;
import io.mysqlredis.benchmark.Measurement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What all rounds of one revision say together: of each round the last that was made. */
public record Summary(String revision, List<Result> results) {

    public Summary {
        results = List.copyOf(results);
    }

    /**
     * What is known of one measurement.
     *
     * @param section of the table
     * @param rounds that were right
     * @param wanted rounds, in full
     * @param figures of the rounds that were right, the main one first
     * @param problems of the others
     */
    public record Result(
            String name,
            String description,
            String section,
            int rounds,
            int wanted,
            List<Summarized> figures,
            List<String> problems) {

        public Result {
            figures = List.copyOf(figures);
            problems = List.copyOf(problems);
        }

        public boolean hasFailed() {
            return !problems.isEmpty();
        }

        public Optional<Summarized> figure(String name) {
            return figures.stream().filter(figure -> figure.name().equals(name)).findFirst();
        }
    }

    /** A figure of all rounds. */
    public record Summarized(String name, String unit, Spread spread) {}

    /** Of those measurements that have any round of this revision, in their order. */
    public static Summary of(String revision, List<Measurement> measurements, List<Round> rounds) {
        List<Result> results = new ArrayList<>();
        for (Measurement measurement : measurements) {
            List<Round> own = latest(revision, measurement.name(), rounds);
            if (!own.isEmpty()) {
                results.add(result(measurement, own));
            }
        }
        return new Summary(revision, results);
    }

    /** Of each round the last that was made. */
    static List<Round> latest(String revision, String measurement, List<Round> rounds) {
        Map<Integer, Round> latest = new LinkedHashMap<>();
        rounds.stream()
                .filter(round -> round.revision().equals(revision))
                .filter(round -> round.measurement().equals(measurement))
                .forEach(round -> latest.put(round.number(), round));
        return List.copyOf(latest.values());
    }

    private static Result result(Measurement measurement, List<Round> rounds) {
        Map<String, List<Figure>> byName = new LinkedHashMap<>();
        rounds.stream()
                .filter(Round::isRight)
                .flatMap(round -> round.figures().stream())
                .forEach(figure -> byName.computeIfAbsent(figure.name(), first -> new ArrayList<>())
                        .add(figure));
        List<Summarized> figures = byName.entrySet().stream()
                .map(entry -> new Summarized(
                        entry.getKey(),
                        entry.getValue().get(0).unit(),
                        Spread.of(entry.getValue().stream().map(Figure::value).toList())))
                .toList();
        return new Result(
                measurement.name(),
                measurement.description(),
                measurement.section().title(),
                (int) rounds.stream().filter(Round::isRight).count(),
                measurement.rounds(),
                figures,
                rounds.stream()
                        .filter(round -> !round.isRight())
                        .map(round -> "round %d: %s".formatted(round.number(), round.problem()))
                        .toList());
    }

    public Optional<Result> result(String name) {
        return results.stream().filter(result -> result.name().equals(name)).findFirst();
    }

    public boolean hasFailures() {
        return results.stream().anyMatch(Result::hasFailed);
    }
}
