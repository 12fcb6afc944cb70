package io.mysqlredis.sink.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds settings that look like ours and are none, which would otherwise do nothing without a word. */
final class UnknownSettings {

    /** Wrong letters at most, to be taken for a mistyped setting of ours. */
    private static final int NEAR = 2;

    /** What nobody else's settings begin with. */
    private static final List<String> OUR_PREFIXES =
            List.of("redis.", "mapping.", "instant.", "records.", "schema.registry.", "truncate.");

    private static final List<String> TLS_PREFIXES = List.of(SslSettings.PREFIX, RecordSettings.SSL_PREFIX);

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
            message(name, known, mappings).ifPresent(message -> problems.add(new Problem(name, message)));
        }
        return problems;
    }

    /** What to say of it; nothing if it may be a setting of somebody else, such as Connect. */
    private static Optional<String> message(String name, Set<String> known, List<String> mappings) {
        if (name.startsWith(MappingSettings.PREFIX)) {
            return Optional.of(belowMappings(name, known, mappings));
        }
        Optional<String> near = nearest(name, known);
        if (near.isPresent()) {
            return near.map(UnknownSettings::meant);
        }
        return OUR_PREFIXES.stream().anyMatch(name::startsWith)
                ? Optional.of("is no setting of this connector; these are: "
                        + String.join(", ", ours(name)) + ", and "
                        + MappingSettings.PREFIX + "*")
                : Optional.empty();
    }

    /** All settings, those of TLS one by one only to who asks for one of them. */
    private static Set<String> ours(String name) {
        return RedisSinkConfig.definition().names().stream()
                .map(setting -> TLS_PREFIXES.stream()
                        .filter(prefix -> setting.startsWith(prefix) && !name.startsWith(prefix))
                        .map(prefix -> prefix + "*")
                        .findFirst()
                        .orElse(setting))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String belowMappings(String name, Set<String> known, List<String> mappings) {
        String rest = name.substring(MappingSettings.PREFIX.length());
        int dot = rest.indexOf('.');
        String mapping = dot < 0 ? rest : rest.substring(0, dot);
        // Before a near one is looked for: the settings of mappings a and b are all near to each other.
        if (!mappings.contains(mapping)) {
            return "belongs to no mapping, since mappings "
                    + (mappings.isEmpty() ? "is not given" : "is " + String.join(", ", mappings))
                    + "; let it list '" + mapping + "', or correct the name";
        }
        return nearest(name, known)
                .map(UnknownSettings::meant)
                .orElse("is no setting of a mapping; these are: " + String.join(", ", MappingSettings.suffixes()));
    }

    private static String meant(String setting) {
        return "is no setting; is " + setting + " meant?";
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
