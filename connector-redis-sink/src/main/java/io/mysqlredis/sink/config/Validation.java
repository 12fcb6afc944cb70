package io.mysqlredis.sink.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigValue;

/** What Connect's {@code validate} answers: each setting with what is wrong with it, also settings that are none. */
public final class Validation {

    private final List<ConfigValue> values;

    /** Checks all that can be seen without asking Redis. */
    public Validation(Map<String, String> properties) {
        this.values = new ArrayList<>(RedisSinkConfig.definition(properties).validate(properties));
        RedisSinkConfig.problems(properties).forEach(this::add);
    }

    public boolean isFlawless() {
        return values.stream().allMatch(value -> value.errorMessages().isEmpty());
    }

    public void add(Problem problem) {
        ConfigValue value = values.stream()
                .filter(known -> known.name().equals(problem.setting()))
                .findFirst()
                .orElseGet(() -> unknown(problem.setting()));
        value.addErrorMessage(problem.toString());
    }

    public Config result() {
        return new Config(values);
    }

    private ConfigValue unknown(String setting) {
        // Without its value: nobody can say that it is no password, mistyped as it may be.
        ConfigValue value = new ConfigValue(setting, null, List.of(), new ArrayList<>());
        values.add(value);
        return value;
    }
}
