package io.mysqlredis.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedisSinkConnectorIT {

    private static final String LACKS_JSON =
            "needs RedisJSON, and this Redis does not know JSON.SET; use Redis 8 or the"
                    + " module, or type string, which holds the same document";

    private final RedisSinkConnector connector = new RedisSinkConnector();

    @Test
    void aReachableRedisIsValid() throws IOException {
        try (RealRedis redis = RealRedis.start()) {
            assertThat(errors(Map.of("redis.uri", redis.uri()))).isEmpty();
        }
    }

    @Test
    void aMissingUriIsReportedOnIt() {
        assertThat(errors(Map.of())).containsOnlyKeys("redis.uri");
    }

    @Test
    void aUriOfNullIsReportedOnItAndDoesNotStopTheConnectorWithoutAWord() {
        Map<String, String> settings = new HashMap<>();
        settings.put("redis.uri", null);

        assertThat(errors(settings).get("redis.uri")).singleElement().asString().startsWith("redis.uri must be given");
        connector.start(settings);
        assertThat(connector.taskConfigs(1)).containsExactly(settings);
    }

    @ParameterizedTest
    @CsvSource({"http://u:secret@h", "redis://u:secret@h:0", "redis://secret@h"})
    void aWrongUriIsReportedOnItAndNotRepeated(String uri) {
        assertThat(errors(Map.of("redis.uri", uri)))
                .containsOnlyKeys("redis.uri")
                .allSatisfy((setting, messages) -> assertThat(messages)
                        .singleElement()
                        .asString()
                        .isNotBlank()
                        .doesNotContain("secret"));
    }

    @Test
    void anUnreachableRedisIsReportedOnTheUri() throws IOException {
        int port = RealRedis.freePort();

        assertThat(errors(Map.of("redis.uri", "redis://u:secret@127.0.0.1:" + port)))
                .containsExactly(Map.entry(
                        "redis.uri",
                        List.of("redis.uri cannot be used: Redis at 127.0.0.1:" + port
                                + " cannot be reached: Connection refused")));
    }

    @Test
    void anUnknownHostIsReportedOnTheUri() {
        assertThat(errors(Map.of("redis.uri", "redis://no-such-host.invalid")).get("redis.uri"))
                .singleElement()
                .asString()
                .contains("no-such-host.invalid:6379 cannot be reached");
    }

    @ParameterizedTest
    @CsvSource({
        "redis://127.0.0.1:%d, NOAUTH",
        "redis://:wrong@127.0.0.1:%d, WRONGPASS",
        "redis://nobody:right@127.0.0.1:%d, WRONGPASS",
        "redis://:right@127.0.0.1:%d/99, ERR DB index is out of range",
    })
    void aRefusedLoginIsReportedOnTheUri(String uri, String expected) throws IOException {
        try (RealRedis redis = RealRedis.startWithPassword("right")) {
            assertThat(errors(Map.of("redis.uri", uri.formatted(redis.port()))).get("redis.uri"))
                    .singleElement()
                    .asString()
                    .contains("refuses this connector: " + expected);
            assertThat(errors(Map.of("redis.uri", "redis://:right@127.0.0.1:%d/1".formatted(redis.port()))))
                    .isEmpty();
        }
    }

    @Test
    void aWrongTimeoutIsReportedOnIt() {
        assertThat(errors(Map.of("redis.uri", "redis://127.0.0.1:1", "redis.timeout.ms", "0")))
                .containsOnlyKeys("redis.timeout.ms");
    }

    @Test
    void aWholeConfigurationIsValid() throws IOException {
        try (RealRedis redis = RealRedis.start()) {
            assertThat(errors(Map.ofEntries(
                            Map.entry("redis.uri", redis.uri()),
                            Map.entry("instant.format", "epoch"),
                            Map.entry("truncate", "ignore"),
                            Map.entry("mappings", "order, recent"),
                            Map.entry("mappings.order.table", "shop\\.orders(_\\d+)?"),
                            Map.entry("mappings.order.key", "order:${id}"),
                            Map.entry("mappings.order.type", "string"),
                            Map.entry("mappings.order.columns", "id, user_id, status, total AS amount"),
                            Map.entry("mappings.order.where", "row.status != 'draft'"),
                            Map.entry("mappings.order.ttl", "7d"),
                            Map.entry("mappings.recent.table", "shop\\.orders(_\\d+)?"),
                            Map.entry("mappings.recent.type", "zset"),
                            Map.entry("mappings.recent.key", "user:${user_id}:orders"),
                            Map.entry("mappings.recent.member", "${id}"),
                            Map.entry("mappings.recent.score", "created_at"))))
                    .isEmpty();
        }
    }

    @Test
    void aRedisWithoutJsonIsReportedOnTheTypeThatNeedsIt() throws IOException {
        try (RealRedis redis = RealRedis.start()) {
            assertThat(errors(withJson(redis.uri())))
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "mappings.a.type", List.of("mappings.a.type " + LACKS_JSON),
                            "mappings.c.type", List.of("mappings.c.type " + LACKS_JSON)));
        }
    }

    @Test
    void aUserWhoMayNotAskWhatRedisCanDoIsValid() throws IOException {
        try (RealRedis redis = RealRedis.start()) {
            redis.client().aclSetUser("sink", "on", ">pass", "~*", "-@all", "+multi", "+exec");

            Map<String, String> settings = new HashMap<>(withJson("redis://sink:pass@127.0.0.1:" + redis.port()));
            settings.put("redis.watermark.enabled", "false");
            assertThat(errors(settings)).isEmpty();
        }
    }

    @Test
    void aWrongMappingIsReportedWithoutAskingRedis() throws IOException {
        assertThat(errors(Map.of(
                        "redis.uri", "redis://127.0.0.1:" + RealRedis.freePort(),
                        "mappings", "a",
                        "mappings.a.key", "k")))
                .containsOnlyKeys("mappings.a.key");
    }

    @Test
    void everyTaskGetsTheSettings() {
        Map<String, String> settings = Map.of("name", "sink", "redis.uri", "redis://127.0.0.1");
        connector.start(settings);

        assertThat(connector.taskConfigs(3)).containsExactly(settings, settings, settings);
    }

    private static Map<String, String> withJson(String uri) {
        return Map.of(
                "redis.uri", uri,
                "mappings", "a,b,c",
                "mappings.a.type", "json",
                "mappings.a.key", "a:${table}:${pk}",
                "mappings.b.type", "string",
                "mappings.b.key", "b:${table}:${pk}",
                "mappings.c.type", "json",
                "mappings.c.key", "c:${table}:${pk}");
    }

    /** What validation says, by setting. */
    private Map<String, List<String>> errors(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("name", "sink");
        return connector.validate(all).configValues().stream()
                .filter(value -> !value.errorMessages().isEmpty())
                .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
    }
}
