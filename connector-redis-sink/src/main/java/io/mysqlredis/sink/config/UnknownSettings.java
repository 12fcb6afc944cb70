package io.mysqlredis.sink.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds settings that look like ours and are none, which would otherwise do nothing without a word. */
final class UnknownSettings {

    /** Wrong letters at most, to be taken for a mistyped setting of ours. */
    private static final int NEAR = 2;

    /** What nobody else's settings begin with. */
    private static final List<String> OUR_PREFIXES =
            List.of("redis.", "mappings.", "mapping.", "instant.", "truncate.");

    private UnknownSettings() {}

    /**
     * Names each unknown setting, with the one that was meant as far as it can be guessed.
     *
     * @param known the settings of this connector
     * @param mappings the names in {@code mappings}
     */
    static List<Problem> find(Map<String, String> properties, Set<String> known, List<String> mappings) {
        List<Problem> problems = new ArrayList<>();
        for (String name : properties.keySet()) {
            if (known.contains(name)) {
                continue;
            }
            Optional<String> near = nearest(name, known);
            if (OUR_PREFIXES.stream().anyMatch(name::startsWith) || near.isPresent()) {
                problems.add(new Problem(name, message(name, near, mappings)));
            }
        }
        return problems;
    }

    private static String message(String name, Optional<String> near, List<String> mappings) {
        if (near.isPresent()) {
            return "is no setting; is " + near.get() + " meant?";
        }
        if (!name.startsWith(MappingSettings.PREFIX)) {
            return "is no setting of this connector";
        }
        String rest = name.substring(MappingSettings.PREFIX.length());
        String mapping = rest.substring(0, Math.max(0, rest.indexOf('.')));
        return mappings.contains(mapping)
                ? "is no setting of a mapping; these are: " + String.join(", ", MappingSettings.suffixes())
                : "belongs to no mapping, since mappings does not list " + (mapping.isEmpty() ? rest : mapping);
    }

    private static Optional<String> nearest(String name, Collection<String> known) {
        return known.stream()
                .filter(candidate -> distance(name, candidate) <= NEAR)
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)));
    }

    /** How many letters must be added, removed or changed to make the one the other (Levenshtein). */
    private static int distance(String one, String other) {
        int[] previous = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] current = new int[other.length() + 1];
            current[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = previous[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(change, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[other.length()];
    }
}
