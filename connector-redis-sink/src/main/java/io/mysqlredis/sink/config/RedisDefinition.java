package io.mysqlredis.sink.config;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** Declares the settings by which the sink finds Redis and gets in. */
final class RedisDefinition {

    static final String URI = "redis.uri";
    static final String MODE = "redis.mode";
    static final String USER = "redis.user";
    static final String PASSWORD = "redis.password";
    static final String SENTINEL_MASTER = "redis.sentinel.master";
    static final String SENTINEL_USER = "redis.sentinel.user";
    static final String SENTINEL_PASSWORD = "redis.sentinel.password";
    static final String TIMEOUT_MS = "redis.timeout.ms";
    static final String CLIENT_NAME = "redis.client.name";
    static final String REQUIRE_NOEVICTION = "redis.require.noeviction";
    static final String WAIT_REPLICAS = "redis.wait.replicas";
    static final String WAIT_TIMEOUT_MS = "redis.wait.timeout.ms";

    private static final int DEFAULT_TIMEOUT_MS = 5_000;
    private static final int MAX_TIMEOUT_MS = 60_000;
    private static final int DEFAULT_WAIT_TIMEOUT_MS = 1_000;

    private RedisDefinition() {}

    static ConfigDef addTo(ConfigDef definition) {
        addServers(definition);
        addLogins(definition);
        SslSettings.addTo(definition);
        addConnection(definition);
        return addDemands(definition);
    }

    private static void addServers(ConfigDef definition) {
        definition
                .define(
                        URI,
                        // The whole of it, since it may hold a password.
                        ConfigDef.Type.PASSWORD,
                        ConfigDef.NO_DEFAULT_VALUE,
                        new RedisUriValidator(),
                        Importance.HIGH,
                        "The Redis server to write to: " + RedisUri.FORM
                                + ". The port is 6379 unless given, the database 0."
                                + " In user and password, each of `:@/?#%` is written as its percent code. Several hosts are"
                                + " for `redis.mode=sentinel`, where they are the Sentinels and the port is 26379 unless"
                                + " given, and for `redis.mode=cluster`. With `rediss://` all connections are encrypted, and"
                                + " each server's certificate must be valid for its host.")
                .define(
                        MODE,
                        ConfigDef.Type.STRING,
                        RedisMode.STANDALONE.word(),
                        ConfigDef.ValidString.in(RedisMode.words()),
                        Importance.HIGH,
                        "What `redis.uri` names: `standalone`, one server; `sentinel`, the Sentinels, which are asked for the"
                                + " master anew for each connection; `cluster`, some nodes of a Redis Cluster, of which any one tells all masters.")
                .define(
                        SENTINEL_MASTER,
                        ConfigDef.Type.STRING,
                        null,
                        Importance.HIGH,
                        "The name by which the Sentinels know the master, with `redis.mode=sentinel`.");
    }

    private static void addLogins(ConfigDef definition) {
        definition
                .define(
                        USER,
                        ConfigDef.Type.STRING,
                        null,
                        Importance.MEDIUM,
                        "The user to log in as, in place of the one in `redis.uri`; Redis's `default` user if neither is given.")
                .define(
                        PASSWORD,
                        ConfigDef.Type.PASSWORD,
                        null,
                        Importance.MEDIUM,
                        "The password, in place of the one in `redis.uri`: as it is, without percent codes.")
                .define(
                        SENTINEL_USER,
                        ConfigDef.Type.STRING,
                        null,
                        Importance.LOW,
                        "The user to log in as at the Sentinels, which have users of their own.")
                .define(
                        SENTINEL_PASSWORD,
                        ConfigDef.Type.PASSWORD,
                        null,
                        Importance.MEDIUM,
                        "The password of the Sentinels, where they have one; that of Redis is not sent to them.");
    }

    private static ConfigDef addDemands(ConfigDef definition) {
        return definition
                .define(
                        REQUIRE_NOEVICTION,
                        ConfigDef.Type.BOOLEAN,
                        false,
                        Importance.MEDIUM,
                        "Whether to refuse a Redis whose `maxmemory-policy` is another than `noeviction`: it drops rows when its"
                                + " memory is full, and nobody notices. If false, the log has a warning.")
                .define(
                        WAIT_REPLICAS,
                        ConfigDef.Type.INT,
                        0,
                        ConfigDef.Range.between(0, 100),
                        Importance.LOW,
                        "How many replicas must confirm each round trip (by Redis's `WAIT`) before the next one leaves. It makes"
                                + " it rare that a failover loses what readers have seen. What is lost is written again from Kafka"
                                + " in any case. While fewer confirm, the sink waits.")
                .define(
                        WAIT_TIMEOUT_MS,
                        ConfigDef.Type.INT,
                        DEFAULT_WAIT_TIMEOUT_MS,
                        ConfigDef.Range.between(1, MAX_TIMEOUT_MS),
                        Importance.LOW,
                        "How long the replicas of `redis.wait.replicas` may take before the sink says that it waits for them;"
                                + " less than `redis.timeout.ms`.");
    }

    private static ConfigDef addConnection(ConfigDef definition) {
        return definition
                .define(
                        TIMEOUT_MS,
                        ConfigDef.Type.INT,
                        DEFAULT_TIMEOUT_MS,
                        ConfigDef.Range.between(1, MAX_TIMEOUT_MS),
                        Importance.LOW,
                        "How long to wait for a connection to Redis, and for it to take and answer one round trip of at most"
                                + " 500 commands or 4 MB (a record that makes more travels alone), before the connection counts as lost and"
                                + " the batch is sent again. A Sentinel has 1 s at most, before the next one is asked.")
                .define(
                        CLIENT_NAME,
                        ConfigDef.Type.STRING,
                        null,
                        Importance.LOW,
                        "The name of the connections in Redis's `CLIENT LIST`, with `_` for each letter that is not printable"
                                + " ASCII. The connector's name unless given; none if it is empty, or if Redis refuses it.");
    }
}
