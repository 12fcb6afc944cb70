package io.mysqlredis.sink.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.junit.jupiter.api.Test;

/** {@code docs/configuration.md} is what the code says; {@code -DwriteReference=true} writes it anew. */
class ConfigurationReferenceTest {

    private static final Path REFERENCE = Path.of("..", "docs", "configuration.md");

    @Test
    void theReferenceIsUpToDate() throws IOException {
        String generated = reference();
        if (Boolean.getBoolean("writeReference")) {
            Files.writeString(REFERENCE, generated);
        }

        assertThat(Files.readString(REFERENCE))
                .as("docs/configuration.md; mvn test -pl connector-redis-sink -Dtest=ConfigurationReferenceTest"
                        + " -DwriteReference=true writes it anew")
                .isEqualTo(generated);
    }

    @Test
    void everySettingIsDocumented() {
        assertThat(RedisSinkConfig.definition().configKeys().values())
                .isNotEmpty()
                .allSatisfy(key -> {
                    assertThat(key.documentation).endsWith(".");
                    assertThat(key.name).matches("[a-z.]+");
                });
    }

    private static String reference() {
        return """
                # Settings of the Redis sink connector

                Generated from the code. Besides these, the connector takes Kafka Connect's own settings of every sink:
                `name`, `topics` or `topics.regex`, `tasks.max`, converters, `consumer.override.*` and so on.

                """
                + RedisSinkConfig.definition().configKeys().values().stream()
                        .map(ConfigurationReferenceTest::section)
                        .collect(Collectors.joining("\n"));
    }

    private static String section(ConfigKey key) {
        String accepts = key.validator == null ? "" : "- Accepts: `" + key.validator + "`\n";
        String defaultValue = key.hasDefault() ? "`" + key.defaultValue + "`" : "none, it must be given";
        return "## `" + key.name + "`\n\n"
                + key.documentation + "\n\n"
                + "- Type: " + key.type.name().toLowerCase(Locale.ROOT) + "\n"
                + accepts
                + "- Default: " + defaultValue + "\n";
    }
}
