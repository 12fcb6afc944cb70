package io.mysqlredis.sink.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The settings of one mapping as they were given, and what was found to be wrong with them. */
final class GivenSettings {

    private final String mapping;
    private final Map<String, String> properties;
    private final List<Problem> problems = new ArrayList<>();

    GivenSettings(String mapping, Map<String, String> properties) {
        this.mapping = mapping;
        this.properties = properties;
    }

    List<Problem> problems() {
        return Collections.unmodifiableList(problems);
    }

    /** The setting's text; a default counts as not given. */
    Optional<String> given(MappingSettings setting) {
        return Optional.ofNullable(properties.get(setting.of(mapping))).map(String::strip);
    }

    /** The setting or its default, parsed; nothing if there is neither, or if it is wrong, which is then a problem. */
    <T> Optional<T> read(MappingSettings setting, Function<String, T> parser) {
        Optional<String> text = given(setting).or(() -> Optional.ofNullable(setting.defaultValue()));
        if (text.isPresent() && text.get().isEmpty()) {
            problem(setting, "is empty; leave it out, or give " + setting.form());
            return Optional.empty();
        }
        try {
            return text.map(parser);
        } catch (IllegalArgumentException e) {
            problem(setting, e.getMessage());
            return Optional.empty();
        }
    }

    void problem(MappingSettings setting, String message) {
        problems.add(new Problem(setting.of(mapping), message));
    }

    /** Whether the first word was chosen; another one than these is a problem. */
    boolean isChosen(MappingSettings setting, String... words) {
        Optional<String> given = given(setting);
        if (given.isPresent() && !List.of(words).contains(given.get())) {
            problem(setting, "must be " + String.join(" or ", words));
        }
        return given.isPresent() && given.get().equals(words[0]);
    }
}
