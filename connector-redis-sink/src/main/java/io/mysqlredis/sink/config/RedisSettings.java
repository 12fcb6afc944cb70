package io.mysqlredis.sink.config;

import io.mysqlredis.sink.writer.Access;
import io.mysqlredis.sink.writer.Credentials;
import io.mysqlredis.sink.writer.Demands;
import io.mysqlredis.sink.writer.RedisMisconfiguredException.Aspect;
import io.mysqlredis.sink.writer.RedisNode;
import io.mysqlredis.sink.writer.RedisTarget;
import io.mysqlredis.sink.writer.Tls;
import io.mysqlredis.sink.writer.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.types.Password;

/** The settings {@code redis.*} as they were given, each right by itself. */
final class RedisSettings {

    private static final int DEFAULT_PORT = 6379;
    private static final int DEFAULT_SENTINEL_PORT = 26379;

    /** What CLIENT SETNAME takes no other letters than. */
    private static final String NOT_IN_CLIENT_NAMES = "[^!-~]";

    private final AbstractConfig config;

    /** @param config by a definition that has {@link RedisDefinition#addTo these settings} */
    RedisSettings(AbstractConfig config) {
        this.config = config;
    }

    RedisUri uri() {
        return RedisUri.parse(config.getPassword(RedisDefinition.URI).value());
    }

    RedisMode mode() {
        return RedisMode.of(config.getString(RedisDefinition.MODE));
    }

    Optional<String> user() {
        return text(RedisDefinition.USER);
    }

    Optional<String> password() {
        return secret(RedisDefinition.PASSWORD);
    }

    Optional<String> master() {
        return text(RedisDefinition.SENTINEL_MASTER);
    }

    Optional<String> sentinelUser() {
        return text(RedisDefinition.SENTINEL_USER);
    }

    Optional<String> sentinelPassword() {
        return secret(RedisDefinition.SENTINEL_PASSWORD);
    }

    SslSettings ssl() {
        return new SslSettings(config);
    }

    /** All of them as one value, where {@link RedisProblems} finds nothing wrong. */
    RedisTarget target() {
        RedisUri uri = uri();
        Optional<Tls> tls = uri.tls() ? Optional.of(ssl().tls()) : Optional.empty();
        Duration timeout = Duration.ofMillis(timeoutMs());
        return new RedisTarget(
                topology(), new Access(credentials(), uri.database(), tls, timeout, clientName()), demands());
    }

    boolean waitsForReplicas() {
        return config.getInt(RedisDefinition.WAIT_REPLICAS) > 0;
    }

    int waitTimeoutMs() {
        return config.getInt(RedisDefinition.WAIT_TIMEOUT_MS);
    }

    int timeoutMs() {
        return config.getInt(RedisDefinition.TIMEOUT_MS);
    }

    private Demands demands() {
        return new Demands(
                config.getBoolean(RedisDefinition.REQUIRE_NOEVICTION),
                config.getInt(RedisDefinition.WAIT_REPLICAS),
                Duration.ofMillis(waitTimeoutMs()));
    }

    private Topology topology() {
        return switch (mode()) {
            case STANDALONE -> new Topology.Standalone(nodes(DEFAULT_PORT).get(0));
            case SENTINEL ->
                new Topology.Sentinel(
                        nodes(DEFAULT_SENTINEL_PORT),
                        master().orElseThrow(),
                        new Credentials(sentinelUser(), sentinelPassword()));
            case CLUSTER -> new Topology.Cluster(nodes(DEFAULT_PORT));
        };
    }

    private List<RedisNode> nodes(int defaultPort) {
        return uri().hosts().stream().map(host -> host.node(defaultPort)).toList();
    }

    private Credentials credentials() {
        Credentials inUri = uri().credentials();
        return new Credentials(user().or(inUri::user), password().or(inUri::password));
    }

    private Optional<String> clientName() {
        String given = config.getString(RedisDefinition.CLIENT_NAME);
        Object connector = config.originals().get("name");
        return Optional.ofNullable(given == null ? connector : given)
                .map(name -> name.toString().replaceAll(NOT_IN_CLIENT_NAMES, "_"))
                .filter(Predicate.not(String::isEmpty));
    }

    /** The setting to correct where Redis itself refuses the connector. */
    String settingOf(Aspect aspect) {
        return switch (aspect) {
            case ADDRESS -> RedisDefinition.URI;
            case EVICTION -> RedisDefinition.REQUIRE_NOEVICTION;
            case MODE -> RedisDefinition.MODE;
            case MASTER_NAME -> RedisDefinition.SENTINEL_MASTER;
            case LOGIN_AT_SENTINELS -> RedisDefinition.SENTINEL_PASSWORD;
            case RIGHTS -> user().isPresent() ? RedisDefinition.USER : RedisDefinition.URI;
            case WATERMARKS -> WatermarkSettings.PREFIX;
            case REPLICAS -> RedisDefinition.WAIT_REPLICAS;
            case LOGIN -> password().isPresent() ? RedisDefinition.PASSWORD : RedisDefinition.URI;
        };
    }

    /** An empty one counts as not given: that is what a template without a value leaves. */
    private Optional<String> text(String setting) {
        return Optional.ofNullable(config.getString(setting)).filter(Predicate.not(String::isEmpty));
    }

    private Optional<String> secret(String setting) {
        return Optional.ofNullable(config.getPassword(setting))
                .map(Password::value)
                .filter(Predicate.not(String::isEmpty));
    }
}
