package io.mysqlredis.endtoend.faults;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a soak came to, as a table for people. */
record SoakReport(
        Duration time, long changes, List<Recovery> recoveries, List<String> differences, Observer.Report observed) {

    SoakReport {
        recoveries = List.copyOf(recoveries);
        differences = List.copyOf(differences);
    }

    Verdict verdict() {
        return new Verdict(recoveries, differences, observed);
    }

    /** Markdown, so that it can stand in the documentation. */
    String table() {
        Map<Fault, List<Recovery>> byFault = recoveries.stream()
                .collect(Collectors.groupingBy(Recovery::fault, LinkedHashMap::new, Collectors.toList()));
        String faults = byFault.entrySet().stream()
                .map(entry -> "| %s | %d | %s |"
                        .formatted(
                                entry.getKey().description(), entry.getValue().size(), worst(entry.getValue())))
                .sorted(Comparator.naturalOrder())
                .collect(Collectors.joining("\n"));
        return """
                | in %d min %d s | |
                | --- | --- |
                | changes committed in MySQL | %,d |
                | faults | %d |
                | rows read meanwhile | %,d |
                | rows seen going back | %d |
                | rows seen half-written | %d |
                | rows, columns or keys that differ in the end | %d |

                | fault | times | live again after, at worst |
                | --- | --- | --- |
                %s
                """.formatted(
                        time.toMinutes(),
                        time.toSecondsPart(),
                        changes,
                        recoveries.size(),
                        observed.reads(),
                        observed.regressions().size(),
                        observed.halfWritten().size(),
                        differences.size(),
                        faults);
    }

    private static String worst(List<Recovery> recoveries) {
        Optional<Duration> worst =
                recoveries.stream().allMatch(recovery -> recovery.liveAgain().isPresent())
                        ? recoveries.stream()
                                .map(recovery -> recovery.liveAgain().get())
                                .max(Comparator.naturalOrder())
                        : Optional.empty();
        return worst.map(took -> "%.1f s".formatted(took.toMillis() / 1e3)).orElse("never");
    }
}
