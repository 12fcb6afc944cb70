package io.mysqlredis.connectorconfig;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mysqlredis.sink.config.Validation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The connectors for docker-compose.yml are those of the same names beside them, but for addresses and logins, and hold no secret. */
class ComposeConnectorsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FOLDER = Path.of("compose");
    private static final Path CHECKOUT = Path.of("..");
    private static final Pattern ADDRESS_OR_LOGIN = Pattern.compile("database\\.(hostname|port|password)"
            + "|.+\\.bootstrap\\.servers|.+\\.registry\\.url|redis\\.(uri|user|password|sentinel\\.password)");
    private static final Pattern HOST = Pattern.compile("(?<=//|,|^)([a-z][a-z0-9-]*)(?=:\\d|,|/|$)");
    private static final Pattern SECRET = Pattern.compile("\\$\\{env:([A-Z_]+)}");

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList().stream();
        }
    }

    static Stream<Path> sinks() throws IOException {
        return files().filter(file -> !file.getFileName().toString().startsWith("mysql-source"));
    }

    @Test
    void thereIsOneForEachKindOfRedisAndEachFormat() throws IOException {
        assertThat(files())
                .extracting(file -> file.getFileName().toString())
                .containsExactly(
                        "mysql-source-avro-apicurio.json",
                        "mysql-source-avro.json",
                        "mysql-source.json",
                        "redis-sink-avro-apicurio.json",
                        "redis-sink-avro.json",
                        "redis-sink.json",
                        "sink-cluster.json",
                        "sink-sentinel.json");
    }

    @ParameterizedTest
    @MethodSource("files")
    void itDiffersFromItsNamesakeInAddressesAndLoginsOnly(Path file) throws IOException {
        Path namesake = file.getFileName();

        assertThat(JSON.readTree(file.toFile()).get("name"))
                .isEqualTo(JSON.readTree(namesake.toFile()).get("name"));
        assertThat(withoutAddresses(file)).isEqualTo(withoutAddresses(namesake));
    }

    @ParameterizedTest
    @MethodSource("files")
    void passwordsAreVariablesThatTheWorkerLetsConnectorsRead(Path file) throws IOException {
        String worker = Files.readString(CHECKOUT.resolve("docker/connect/worker.properties"));
        Matcher allowed = Pattern.compile("allowlist\\.pattern=(.+)").matcher(worker);
        assertThat(allowed.find()).isTrue();
        String compose = Files.readString(CHECKOUT.resolve("docker-compose.yml"));

        Map<String, String> passwords = config(file);
        passwords.keySet().removeIf(setting -> !setting.endsWith("password"));

        assertThat(passwords).isNotEmpty().allSatisfy((setting, value) -> {
            Matcher secret = SECRET.matcher(value);
            assertThat(secret.matches()).as(setting).isTrue();
            assertThat(secret.group(1)).matches(allowed.group(1));
            assertThat(compose).contains("      %1$s: ${%1$s}\n".formatted(secret.group(1)));
        });
    }

    @ParameterizedTest
    @MethodSource("files")
    void addressesAreServicesOfTheComposeFile(Path file) throws IOException {
        String compose = Files.readString(CHECKOUT.resolve("docker-compose.yml"));
        Map<String, String> addresses = config(file);
        addresses.keySet().removeIf(setting -> !setting.matches(".+(hostname|servers|\\.url|\\.uri)"));

        assertThat(addresses).isNotEmpty().allSatisfy((setting, value) -> {
            assertThat(value).as(setting).containsPattern(HOST);
            assertThat(HOST.matcher(value).results().map(host -> "\n  " + host.group(1) + ":\n"))
                    .allSatisfy(service -> assertThat(compose).contains(service));
        });
    }

    @ParameterizedTest
    @MethodSource("sinks")
    void theSinkAcceptsItsSettings(Path file) throws IOException {
        assertThat(new Validation(config(file)).result().configValues())
                .flatExtracting(ConfigValue::errorMessages)
                .isEmpty();
    }

    private static Map<String, String> withoutAddresses(Path file) throws IOException {
        Map<String, String> config = config(file);
        config.keySet().removeIf(setting -> ADDRESS_OR_LOGIN.matcher(setting).matches());
        return config;
    }

    private static Map<String, String> config(Path file) throws IOException {
        Map<String, String> config = new HashMap<>();
        JsonNode json = JSON.readTree(file.toFile()).get("config");
        json.forEachEntry((setting, value) -> config.put(setting, value.asText()));
        return config;
    }
}
