package io.mysqlredis.benchmark;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which measurements somebody asks for. */
final class Selection {

    private Selection() {}

    /**
     * @param only what names must match as a whole or in part; empty for all
     * @throws BenchmarkException if none does
     */
    static List<Measurement> of(List<Measurement> all, Optional<Pattern> only) {
        if (only.isEmpty()) {
            return all;
        }
        List<Measurement> selected = all.stream()
                .filter(measurement -> only.get().matcher(measurement.name()).find())
                .toList();
        if (selected.isEmpty()) {
            throw new BenchmarkException("Nothing matches --only %s; there are: %s"
                    .formatted(only.get(), all.stream().map(Measurement::name).collect(Collectors.joining(", "))));
        }
        return selected;
    }
}
