package io.mysqlredis.sink.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValidationTest {

    private static final String URI = "redis://user:secret@127.0.0.1:1";

    @Test
    void whatIsRightHasNoErrors() {
        Map<String, String> properties = properties("mappings", "a , b", "mappings.a.key", "a:${table}:${pk}");

        assertThat(errors(properties)).isEmpty();
        assertThat(new Validation(properties).isFlawless()).isTrue();
        assertThat(new Validation(properties).result().configValues())
                .extracting(ConfigValue::name)
                .contains("redis.uri", "mappings", "mappings.a.key", "mappings.b.maxlen")
                .doesNotHaveDuplicates();
    }

    @Test
    void eachMistakeIsReportedOnItsOwnSettingAndNamesItOnce() {
        Map<String, List<String>> errors = errors(properties(
                "mappings", "order, recent",
                "mappings.order.key", "order",
                "mappings.order.tll", "7d",
                "mappings.recent.type", "zset",
                "mappings.recent.key", "user:${user_id}",
                "mappings.recent.table", "shop\\.orders",
                "mappings.recent.score", "created_at",
                "mappings.recent.ttl", "7d",
                "redis.timeout", "5"));

        assertThat(errors)
                .containsOnlyKeys("mappings.order.key", "mappings.order.tll", "mappings.recent.ttl", "redis.timeout");
        errors.forEach((setting, messages) -> assertThat(messages)
                .singleElement()
                .asString()
                .startsWith(setting + " ")
                .doesNotContainPattern("(?s)" + setting.replace(".", "\\.") + " .*" + setting + " "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis.uri", "redis.timeout.ms", "mappings", "instant.format", "truncate", "redis.url"})
    void aSettingOfNullIsReportedOnIt(String setting) {
        Map<String, String> properties = properties(setting, null);

        assertThat(errors(properties)).containsOnlyKeys(setting);
        assertThatThrownBy(() -> new RedisSinkConfig(properties))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(setting);
    }

    @ParameterizedTest
    @EnumSource(MappingSettings.class)
    void aMappingsSettingOfNullIsNotGiven(MappingSettings setting) {
        Map<String, String> properties = properties("mappings", "a", setting.of("a"), null);

        assertThat(errors(properties)).isEmpty();
        assertThat(new RedisSinkConfig(properties).mappings()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void noMappingsAreAsNoneGiven(String blank) {
        assertThat(errors(properties("mappings", blank))).isEmpty();
        assertThat(errors(properties("mappings", blank, "mappings.a.key", "x")).get("mappings.a.key"))
                .containsExactly(
                        "mappings.a.key belongs to no mapping, since mappings is not given; let it list 'a', or correct the name");
    }

    @Test
    void aWrongListOfMappingsIsToldOnce() {
        assertThat(errors(properties("mappings", "a,a")))
                .containsExactly(Map.entry("mappings", List.of("mappings has the name a twice")));
        assertThat(errors(properties("mappings", "a,")))
                .containsExactly(Map.entry(
                        "mappings", List.of("mappings has the name ''; names are made of letters, digits, - and _")));
    }

    @Test
    void startTellsAllThatValidationTells() {
        Map<String, String> properties =
                properties("mappings", "a", "mappings.a.key", "x", "mappings.a.tll", "7d", "redis.url", URI);

        assertThatThrownBy(() -> new RedisSinkConfig(properties))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("mappings.a.key is one key", "mappings.a.tll is no", "redis.url is no")
                .hasMessageNotContaining("secret");
    }

    @Test
    void theUriIsNeverRepeatedNotEvenUnderAWrongName() {
        Map<String, String> properties = properties("redis.url", URI, "redis.ur", URI, "mapping.redis.uri", URI);
        properties.put("redis.uri", "redis://user:secret@host:port");

        Validation validation = new Validation(properties);

        assertThat(validation.isFlawless()).isFalse();
        assertThat(validation.result().configValues()).allSatisfy(value -> {
            assertThat(String.valueOf(value.value())).doesNotContain("secret");
            assertThat(value.errorMessages()).noneMatch(message -> message.contains("secret"));
        });
    }

    private static Map<String, String> properties(String... namesAndValues) {
        Map<String, String> properties = new HashMap<>();
        properties.put("name", "sink");
        properties.put("redis.uri", URI);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return properties;
    }

    private static Map<String, List<String>> errors(Map<String, String> properties) {
        return new Validation(properties)
                .result().configValues().stream()
                        .filter(value -> !value.errorMessages().isEmpty())
                        .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
    }
}
