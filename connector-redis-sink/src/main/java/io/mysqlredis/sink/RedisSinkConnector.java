package io.mysqlredis.sink;

import io.mysqlredis.sink.config.Problem;
import io.mysqlredis.sink.config.RedisSinkConfig;
import io.mysqlredis.sink.config.Validation;
import io.mysqlredis.sink.watermark.Partition;
import io.mysqlredis.sink.watermark.Watermark;
import io.mysqlredis.sink.writer.RedisConnections;
import io.mysqlredis.sink.writer.RedisMisconfiguredException;
import io.mysqlredis.sink.writer.RedisUnavailableException;
import io.mysqlredis.sink.writer.RedisWriter;
import io.mysqlredis.sink.writer.Rehearsal;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkConnector;

/** Keeps in Redis what its mappings make of MySQL's rows, from the topics that Debezium's MySQL connector writes. */
public final class RedisSinkConnector extends SinkConnector {

    private Map<String, String> properties = Map.of();

    @Override
    public void start(Map<String, String> properties) {
        RequiredKafka.require();
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

    /**
     * Checks that the worker is not too old, then each setting, and if all are well, that Redis answers, lets this connector
     * in and knows its commands.
     */
    @Override
    public Config validate(Map<String, String> properties) {
        return RequiredKafka.refusal(properties).orElseGet(() -> checked(properties));
    }

    private static Config checked(Map<String, String> properties) {
        Validation validation = new Validation(properties);
        if (validation.isFlawless()) {
            checkRedis(new RedisSinkConfig(properties), validation);
        }
        return validation.result();
    }

    private static void checkRedis(RedisSinkConfig config, Validation validation) {
        RedisConnections connections = new RedisConnections(config.redis());
        try {
            connections.check();
            rehearse(config);
            Map<String, List<String>> special = config.specialCommands();
            for (String missing : connections.missing(special.keySet())) {
                for (String setting : special.get(missing)) {
                    validation.add(new Problem(setting, RedisSinkConfig.lacks(missing)));
                }
            }
        } catch (RedisUnavailableException | RedisMisconfiguredException e) {
            validation.add(config.unusable(e));
        }
    }

    private static void rehearse(RedisSinkConfig config) {
        try (RedisWriter writer = RedisWriter.to(config.redis(), Map.of(), config.watermarks())) {
            Rehearsal.with(writer);
        } catch (RedisUnavailableException e) {
            // It answers, and the tasks wait for what time cures.
        }
    }

    /**
     * Moves the watermarks to where the offsets of the connector's consumers are about to be moved, since tasks begin at
     * their watermarks.
     *
     * @param offsets of the next records; null where a partition is to be read from its beginning
     */
    @Override
    public boolean alterOffsets(Map<String, String> properties, Map<TopicPartition, Long> offsets) {
        RedisSinkConfig config = new RedisSinkConfig(properties);
        try (RedisWriter writer = RedisWriter.to(config.redis(), Map.of(), config.watermarks())) {
            if (offsets.values().stream().allMatch(Objects::isNull)) {
                // A reset names only partitions with committed offsets, and means all.
                writer.forgetAll();
            } else {
                Map<Partition, Watermark> marks = new HashMap<>();
                offsets.forEach((partition, offset) -> marks.put(
                        new Partition(partition.topic(), partition.partition()),
                        Watermark.before(offset == null ? 0 : offset)));
                writer.alter(marks);
            }
            return true;
        } catch (RedisUnavailableException | RedisMisconfiguredException e) {
            throw new ConnectException(
                    "The offsets are not changed, since the watermarks in Redis cannot be: " + e.getMessage(), e);
        }
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
