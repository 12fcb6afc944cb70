package io.mysqlredis.sink;

import io.mysqlredis.sink.config.RedisSinkConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** Says of a worker that is too old for this connector which Kafka it needs, before anything is called that is not there. */
final class RequiredKafka {

    /** What Kafka 4.1 added, and the sink calls; looked for by name, as vendors number their Kafka in their own way. */
    private static final String ADDED = "pluginMetrics";

    private static final String CLASS = "connector.class";

    private RequiredKafka() {}

    /** @throws ConnectException if the worker is too old */
    static void require() {
        objection().ifPresent(message -> {
            throw new ConnectException(message);
        });
    }

    /** What Connect's {@code validate} is to answer for these settings, if the worker is too old for any. */
    static Optional<Config> refusal(Map<String, String> properties) {
        return objection().map(message -> refusal(properties, message));
    }

    static Config refusal(Map<String, String> properties, String message) {
        // Those that are not at fault are there too, as Connect's answer would hold a null for each that is not.
        List<ConfigValue> values = new ArrayList<>();
        RedisSinkConfig.definition().names().forEach(name -> values.add(new ConfigValue(name)));
        values.add(new ConfigValue(CLASS, properties.get(CLASS), List.of(), List.of(message)));
        return new Config(values);
    }

    private static Optional<String> objection() {
        return objection(SinkTaskContext.class, AppInfoParser.getVersion());
    }

    static Optional<String> objection(Class<?> taskContext, String version) {
        return Arrays.stream(taskContext.getMethods())
                        .anyMatch(method -> method.getName().equals(ADDED))
                ? Optional.empty()
                : Optional.of("This connector needs Kafka Connect 4.1 or newer, and this worker's Kafka is " + version
                        + "; run it on a worker of a newer Kafka");
    }
}
