package io.mysqlredis.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigValue;

/** What the connector answers to settings that are posted. */
final class Validated {

    private Validated() {}

    /** What is wrong, by setting; no secret may be in it. */
    static Map<String, List<String>> errors(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("name", "sink");
        Map<String, List<String>> errors = new RedisSinkConnector()
                .validate(all).configValues().stream()
                        .filter(value -> !value.errorMessages().isEmpty())
                        .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
        assertThat(errors.toString()).doesNotContain("secret");
        return errors;
    }
}
