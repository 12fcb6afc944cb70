package io.mysqlredis.sink.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** Finds what is wrong with settings of {@code redis.*} that are right each by itself. */
final class RedisProblems {

    private final RedisSettings settings;
    private final List<Problem> problems = new ArrayList<>();

    private RedisProblems(RedisSettings settings) {
        this.settings = settings;
    }

    /** Nothing where one of the settings is wrong by itself, which is told by its definition. */
    static List<Problem> find(Map<String, String> properties) {
        AbstractConfig config;
        try {
            config = new AbstractConfig(RedisDefinition.addTo(new ConfigDef()), properties, false);
        } catch (ConfigException wrongByItself) {
            return List.of();
        }
        RedisProblems found = new RedisProblems(new RedisSettings(config));
        found.checkServers();
        found.checkWait();
        found.checkLogins();
        found.checkSentinelSettings();
        found.problems.addAll(
                found.settings.uri().tls()
                        ? found.settings.ssl().problems()
                        : found.settings.ssl().uselessWithoutTls());
        return found.problems;
    }

    private void checkServers() {
        RedisUri uri = settings.uri();
        RedisMode mode = settings.mode();
        if (mode == RedisMode.STANDALONE && uri.hosts().size() > 1) {
            add(
                    RedisDefinition.URI,
                    "names several hosts, and redis.mode=standalone has one; set redis.mode to sentinel or cluster");
        }
        if (mode == RedisMode.CLUSTER && uri.database() != 0) {
            add(RedisDefinition.URI, "names a database, and a Redis Cluster has none but 0; leave it out");
        }
    }

    private void checkWait() {
        if (settings.waitsForReplicas() && settings.waitTimeoutMs() >= settings.timeoutMs()) {
            add(
                    RedisDefinition.WAIT_TIMEOUT_MS,
                    "must be less than redis.timeout.ms, or the connection counts as lost before the replicas have had"
                            + " their time");
        }
    }

    private void checkLogins() {
        RedisUri uri = settings.uri();
        checkSame(RedisDefinition.USER, settings.user(), uri.credentials().user());
        checkSame(
                RedisDefinition.PASSWORD, settings.password(), uri.credentials().password());
        if (settings.user().isPresent()
                && settings.password().or(uri.credentials()::password).isEmpty()) {
            add(RedisDefinition.USER, "needs a password; set redis.password");
        }
    }

    private void checkSame(String setting, Optional<String> given, Optional<String> inUri) {
        if (given.isPresent() && inUri.isPresent() && !given.equals(inUri)) {
            add(setting, "is another one than in redis.uri; give it in one place only");
        }
    }

    private void checkSentinelSettings() {
        if (settings.mode() == RedisMode.SENTINEL) {
            if (settings.master().isEmpty()) {
                add(RedisDefinition.SENTINEL_MASTER, "must be given with redis.mode=sentinel: the master's name there");
            }
            if (settings.sentinelUser().isPresent()
                    && settings.sentinelPassword().isEmpty()) {
                add(RedisDefinition.SENTINEL_USER, "needs a password; set redis.sentinel.password");
            }
            return;
        }
        Map.of(
                        RedisDefinition.SENTINEL_MASTER, settings.master(),
                        RedisDefinition.SENTINEL_USER, settings.sentinelUser(),
                        RedisDefinition.SENTINEL_PASSWORD, settings.sentinelPassword())
                .forEach((setting, value) -> value.ifPresent(given -> add(
                        setting,
                        "is for redis.mode=sentinel, and redis.mode is "
                                + settings.mode().word() + "; change that, or leave this out")));
    }

    private void add(String setting, String message) {
        problems.add(new Problem(setting, message));
    }
}
