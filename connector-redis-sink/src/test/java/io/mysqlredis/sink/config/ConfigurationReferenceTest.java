package io.mysqlredis.sink.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
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
        assertThat(MappingSettings.values()).allSatisfy(setting -> {
            assertThat(setting.documentation()).endsWith(".");
            assertThat(setting.form()).isNotBlank();
            assertThat(setting.suffix()).matches("[a-z.]+");
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
                        .collect(Collectors.joining("\n"))
                + """

                # Settings of a mapping

                Each name in `mappings` has these, as `mappings.<name>.<setting>`: the key of the mapping `order` is
                `mappings.order.key`.

                """
                + Arrays.stream(MappingSettings.values())
                        .map(ConfigurationReferenceTest::section)
                        .collect(Collectors.joining("\n"));
    }

    private static String section(MappingSettings setting) {
        String types = setting.types().size() == MappingKind.values().length
                ? "all"
                : setting.types().stream()
                        .map(type -> "`" + type.word() + "`")
                        .sorted()
                        .collect(Collectors.joining(", "));
        return "## `mappings.<name>." + setting.suffix() + "`\n\n"
                + setting.documentation() + "\n\n"
                + "- For types: " + types + "\n"
                + "- Accepts: " + setting.form() + "\n"
                + "- Default: " + (setting.defaultValue() == null ? "none" : "`" + setting.defaultValue() + "`") + "\n";
    }

    private static String defaultValue(ConfigKey key) {
        return key.type == ConfigDef.Type.LIST || key.defaultValue == null ? "none" : "`" + key.defaultValue + "`";
    }

    private static String section(ConfigKey key) {
        String accepts = key.validator == null ? "" : "- Accepts: `" + key.validator + "`\n";
        String defaultValue = key.hasDefault() ? defaultValue(key) : "none, it must be given";
        return "## `" + key.name + "`\n\n"
                + key.documentation + "\n\n"
                + "- Type: " + key.type.name().toLowerCase(Locale.ROOT) + "\n"
                + accepts
                + "- Default: " + defaultValue + "\n";
    }
}
