package io.mysqlredis.sink.config;

import io.mysqlredis.sink.writer.RedisAddress;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** The connector's settings, each declared here once and handed on as a typed value. */
public final class RedisSinkConfig extends AbstractConfig {

    public static final String REDIS_URI = "redis.uri";
    public static final String REDIS_TIMEOUT_MS = "redis.timeout.ms";

    private static final int MAX_TIMEOUT_MS = 60_000;

    public RedisSinkConfig(Map<String, String> properties) {
        super(definition(), properties);
    }

    public static ConfigDef definition() {
        return new ConfigDef()
                .define(
                        REDIS_URI,
                        // The whole of it, since it may hold a password.
                        ConfigDef.Type.PASSWORD,
                        ConfigDef.NO_DEFAULT_VALUE,
                        new RedisUriValidator(),
                        Importance.HIGH,
                        "The Redis server to write to: " + RedisAddress.FORM + ". The port is 6379 unless given, the"
                                + " database 0. In user and password, each of `:@/?#%` is written as its percent code."
                                + " With `rediss://` the server's certificate must be valid for the host, by the trust"
                                + " store of the worker's JVM.")
                .define(
                        REDIS_TIMEOUT_MS,
                        ConfigDef.Type.INT,
                        5_000,
                        ConfigDef.Range.between(1, MAX_TIMEOUT_MS),
                        Importance.LOW,
                        "How long to wait for a connection to Redis, and for it to take and answer one round trip of at most"
                                + " 500 rows or 4 MB (a larger row travels alone), before the connection counts as lost and"
                                + " the batch is sent again.");
    }

    public RedisAddress redisAddress() {
        return RedisAddress.parse(getPassword(REDIS_URI).value());
    }

    public Duration redisTimeout() {
        return Duration.ofMillis(getInt(REDIS_TIMEOUT_MS));
    }
}
