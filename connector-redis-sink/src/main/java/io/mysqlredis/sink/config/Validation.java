package io.mysqlredis.sink.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigValue;

/** What Connect's {@code validate} answers: each setting with what is wrong with it, also settings that are none. */
public final class Validation {

    private final Map<String, String> properties;
    private final List<ConfigValue> values;

    /** Checks all that can be seen without asking Redis. */
    public Validation(Map<String, String> properties) {
        this.properties = properties;
        this.values = new ArrayList<>(RedisSinkConfig.definition(properties).validate(properties));
        RedisSinkConfig.problems(properties).forEach(this::add);
    }

    public boolean isFlawless() {
        return values.stream().allMatch(value -> value.errorMessages().isEmpty());
    }

    public void add(Problem problem) {
        add(problem.setting(), problem.setting() + " " + problem.message());
    }

    /** The sentence stands alone, without the setting's name before it. */
    public void add(String setting, String sentence) {
        ConfigValue value = values.stream()
                .filter(known -> known.name().equals(setting))
                .findFirst()
                .orElseGet(() -> unknown(setting));
        value.addErrorMessage(sentence);
    }

    public Config result() {
        return new Config(values);
    }

    private ConfigValue unknown(String setting) {
        ConfigValue value = new ConfigValue(setting, properties.get(setting), List.of(), new ArrayList<>());
        values.add(value);
        return value;
    }
}
