package io.mysqlredis.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.mysqlredis.sink.config.RedisSinkConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A password stands in no log at any level, in no exception and in none of its causes. */
class SecretsIT {

    @TempDir
    private static Path folder;

    private static Identity sink;
    private static RealRedis redis;

    @BeforeAll
    static void start() throws Exception {
        sink = Identity.create(folder, "sink");
        redis = RealRedis.startWithPassword("right");
    }

    @AfterAll
    static void stop() throws IOException {
        redis.close();
    }

    static Stream<Map<String, String>> settings() throws Exception {
        String node = "127.0.0.1:" + redis.port();
        return Stream.of(
                Map.of("redis.uri", "redis://user:uri-secret@" + node),
                Map.of("redis.uri", "redis://" + node, "redis.password", "redis-secret"),
                Map.of("redis.uri", "redis://" + node, "redis.user", "user", "redis.password", "redis-secret"),
                Map.of(
                        "redis.uri", "redis://" + node,
                        "redis.password", "redis-secret",
                        "redis.mode", "sentinel",
                        "redis.sentinel.master", "master",
                        "redis.sentinel.password", "sentinel-secret"),
                Map.of(
                        "redis.uri",
                        "rediss://127.0.0.1:1",
                        "redis.ssl.truststore.location",
                        sink.trustStoreJks().toString(),
                        "redis.ssl.truststore.password",
                        Identity.STORE_PASSWORD,
                        "redis.ssl.keystore.location",
                        sink.keyStore().toString(),
                        "redis.ssl.keystore.password",
                        Identity.STORE_PASSWORD),
                Map.of(
                        "redis.uri",
                        "rediss://" + node,
                        "redis.timeout.ms",
                        "200",
                        "redis.ssl.keystore.key",
                        sink.encryptedKey(),
                        "redis.ssl.keystore.certificate.chain",
                        sink.certificate(),
                        "redis.ssl.key.password",
                        Identity.KEY_PASSWORD),
                Map.of("redis.uri", "rediss://secret:secret@h", "redis.ssl.keystore.key", "secret"));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void noneIsToldWhateverFails(Map<String, String> settings) {
        Map<String, String> named = new HashMap<>(settings);
        named.put("name", "sink");
        StringWriter told = new StringWriter();
        WriterAppender appender =
                WriterAppender.createAppender(PatternLayout.createDefaultLayout(), null, told, "told", false, true);
        appender.start();
        LoggerContext logging = (LoggerContext) LogManager.getContext(false);
        // The console would hold little else.
        logging.getRootLogger().getAppenders().values().forEach(logging.getRootLogger()::removeAppender);
        Configurator.setAllLevels("", Level.TRACE);
        logging.getRootLogger().addAppender(appender);
        try {
            Validated.errors(named);
            Optional.ofNullable(catchThrowable(() -> run(named)))
                    .ifPresent(thrown -> thrown.printStackTrace(new PrintWriter(told, true)));
        } finally {
            logging.reconfigure();
        }

        assertThat(told.toString())
                .contains("RedisSinkConfig")
                .containsAnyOf(" cannot be ", " refuses this connector: ")
                .doesNotContain("secret")
                .doesNotContain(settings.getOrDefault("redis.ssl.keystore.key", "secret")
                        .lines()
                        .skip(1)
                        .findFirst()
                        .orElse("secret"));
    }

    private static void run(Map<String, String> settings) {
        RedisSinkConfig config = new RedisSinkConfig(settings);
        assertThat(config.values().toString() + config.redis()).doesNotContain("secret");
        RedisSinkTask task = new RedisSinkTask();
        RecordingSinkTaskContext context = new RecordingSinkTaskContext();
        task.initialize(context);
        task.start(settings);
        try {
            new WorkerStandIn(task, context).put(RecordedRecords.of("json-default.shop.shop.customers"));
        } finally {
            task.stop();
        }
    }
}
