package io.mysqlredis.sink.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingsSummaryTest {

    private static final Map<String, String> SETTINGS = Map.of(
            "name", "sink",
            "redis.uri", "redis://localhost",
            "mappings", "order",
            "mappings.order.table", "shop\\.orders",
            "mappings.order.type", "set",
            "mappings.order.key", "orders:${user_id}",
            "mappings.order.member", "${id}");

    @Test
    void itNamesTheKeysThatAreWritten() {
        assertThat(summary()).matches("set orders:\\$\\{user_id} \\([0-9a-f]{8}\\)");
        assertThat(new RedisSinkConfig(Map.of("name", "sink", "redis.uri", "redis://localhost")).mappingsSummary())
                .startsWith("hash ${table}:${pk} (");
    }

    @ParameterizedTest
    @CsvSource({
        "mappings.order.key, o:${user_id}",
        "mappings.order.member, ${id}:${user_id}",
        "mappings.order.where, row.id > 5",
        "mappings.order.table, shop\\.order.*",
    })
    void itChangesWithWhatChangesTheKeysOrTheirContents(String setting, String value) {
        assertThat(summary(setting, value)).isNotEqualTo(summary());
    }

    @ParameterizedTest
    @CsvSource({"name, other", "redis.uri, redis://elsewhere", "tasks.max, 7"})
    void itStaysWithWhatDoesNot(String setting, String value) {
        assertThat(summary(setting, value)).isEqualTo(summary());
    }

    private static String summary(String... change) {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        for (int i = 0; i < change.length; i += 2) {
            settings.put(change[i], change[i + 1]);
        }
        return new RedisSinkConfig(settings).mappingsSummary();
    }
}
