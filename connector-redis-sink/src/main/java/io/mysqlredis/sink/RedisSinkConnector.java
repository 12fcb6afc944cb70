package io.mysqlredis.sink;

import io.mysqlredis.sink.config.RedisSinkConfig;
import io.mysqlredis.sink.writer.RedisConnections;
import io.mysqlredis.sink.writer.RedisMisconfiguredException;
import io.mysqlredis.sink.writer.RedisUnavailableException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/** Keeps one Redis hash per MySQL row, from the topics that Debezium's MySQL connector writes. */
public final class RedisSinkConnector extends SinkConnector {

    private Map<String, String> properties = Map.of();

    @Override
    public void start(Map<String, String> properties) {
        // Not Map.copyOf: JSON can give a setting the value null.
        this.properties = Collections.unmodifiableMap(new HashMap<>(properties));
    }

    @Override
    public Class<? extends Task> taskClass() {
        return RedisSinkTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return Collections.nCopies(maxTasks, properties);
    }

    /** Checks each setting, and if all are well, that Redis answers and lets this connector in. */
    @Override
    public Config validate(Map<String, String> properties) {
        Config config = super.validate(properties);
        if (config.configValues().stream()
                .allMatch(value -> value.errorMessages().isEmpty())) {
            checkRedis(new RedisSinkConfig(properties), value(config, RedisSinkConfig.REDIS_URI));
        }
        return config;
    }

    private static void checkRedis(RedisSinkConfig config, ConfigValue uri) {
        try {
            new RedisConnections(config.redisAddress(), config.redisTimeout()).check();
        } catch (RedisUnavailableException | RedisMisconfiguredException e) {
            uri.addErrorMessage(e.getMessage());
        }
    }

    private static ConfigValue value(Config config, String name) {
        return config.configValues().stream()
                .filter(value -> value.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public ConfigDef config() {
        return RedisSinkConfig.definition();
    }

    @Override
    public void stop() {
        // Nothing runs here; the tasks hold the connections.
    }

    @Override
    public String version() {
        return Version.current();
    }
}
