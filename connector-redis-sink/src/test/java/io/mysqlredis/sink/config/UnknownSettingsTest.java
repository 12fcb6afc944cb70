package io.mysqlredis.sink.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownSettingsTest {

    private static final String OURS = "is no setting of this connector; these are: redis.uri, redis.mode,"
            + " redis.sentinel.master, redis.user, redis.password, redis.sentinel.user, redis.sentinel.password,"
            + " redis.ssl.*, redis.timeout.ms, redis.client.name, redis.require.noeviction,"
            + " redis.wait.replicas, redis.wait.timeout.ms, mappings, instant.format, truncate,"
            + " redis.watermark.enabled, redis.watermark.prefix, records.format, schema.registry.url,"
            + " schema.registry.basic.auth.user.info, schema.registry.bearer.auth.token, schema.registry.ssl.*,"
            + " and mappings.*";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "redis.url | is no setting; is redis.uri meant?",
                "redis.uri. | is no setting; is redis.uri meant?",
                "Redis.uri | is no setting; is redis.uri meant?",
                "mapping | is no setting; is mappings meant?",
                "truncat | is no setting; is truncate meant?",
                "mappings.a.keys | is no setting; is mappings.a.key meant?",
                "mappings.a.Where | is no setting; is mappings.a.where meant?",
                "mappings.a.score-rounding | is no setting; is mappings.a.score.rounding meant?",
                "mappings.a.expire | is no setting of a mapping; these are: table, type, key, columns, where, ttl, null, value,"
                        + " member, score, score.rounding, longitude, latitude, shared, events, maxlen",
                "mappings.b.key | belongs to no mapping, since mappings is a, order; let it list 'b', or correct the name",
                "mappings.ab.key | belongs to no mapping, since mappings is a, order; let it list 'ab', or correct the name",
                "mappings.orders.key | belongs to no mapping, since mappings is a, order; let it list 'orders', or correct the name",
                "mappings.key | belongs to no mapping, since mappings is a, order; let it list 'key', or correct the name",
                "mappings. | belongs to no mapping, since mappings is a, order; let it list '', or correct the name",
            })
    void aMistypedSettingIsNamedWithTheOneThatIsMeant(String setting, String message) {
        assertThat(find("a, order", setting)).containsExactly(new Problem(setting, message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"redis.secret", "redis.cluster.nodes", "mapping.order.key", "instant.zone", "truncate.tables"})
    void whatLooksLikeOursIsAnsweredWithAllThatWeHave(String setting) {
        assertThat(find("a", setting)).containsExactly(new Problem(setting, OURS));
    }

    @Test
    void aMistypedSettingOfTlsIsAnsweredWithThoseOfTls() {
        assertThat(find("a", "redis.ssl.ca"))
                .singleElement()
                .extracting(Problem::message)
                .asString()
                .contains("redis.ssl.truststore.location, redis.ssl.truststore.type,");
    }

    @Test
    void settingsOfAMappingNeedAList() {
        assertThat(find(null, "mappings.a.key"))
                .containsExactly(new Problem(
                        "mappings.a.key",
                        "belongs to no mapping, since mappings is not given; let it list 'a', or correct the name"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name",
                "connector.class",
                "tasks.max",
                "topics",
                "topics.regex",
                "transforms",
                "transforms.mappings.type",
                "predicates",
                "key.converter",
                "value.converter.schemas.enable",
                "header.converter",
                "errors.tolerance",
                "errors.deadletterqueue.topic.name",
                "consumer.override.max.poll.records",
                "config.action.reload",
            })
    void settingsOfConnectAreNoneOfOurBusiness(String setting) {
        assertThat(find("a", setting)).isEmpty();
    }

    private static List<Problem> find(String mappings, String setting) {
        Map<String, String> properties = new HashMap<>();
        properties.put("mappings", mappings);
        properties.put(setting, "value");
        return UnknownSettings.find(
                properties,
                RedisSinkConfig.definition(properties).names(),
                mappings == null ? List.of() : List.of(mappings.split(", ")));
    }
}
