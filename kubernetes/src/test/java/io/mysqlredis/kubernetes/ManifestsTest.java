package io.mysqlredis.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The resources are such as Strimzi takes, and say what the rest of this project says. */
class ManifestsTest {

    private static final Manifest CONNECT = Manifest.of("kafka-connect.yaml");
    private static final Manifest SOURCE = Manifest.of("mysql-source.yaml");
    private static final Manifest SINK = Manifest.of("redis-sink.yaml");

    static List<Manifest> manifests() throws IOException {
        return Manifest.all();
    }

    @Test
    void thereAreAClusterASourceAndASink() throws IOException {
        assertThat(manifests()).containsExactlyInAnyOrder(CONNECT, SOURCE, SINK);
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void isWhatStrimziTakes(Manifest manifest) {
        assertThat(StrimziApi.refusal(manifest)).isEmpty();
        assertThat(manifest.at("/apiVersion").asText()).isEqualTo("kafka.strimzi.io/v1");
    }

    @ParameterizedTest
    @CsvSource({
        "kafka-connect.yaml, '', spec, specs",
        "kafka-connect.yaml, /metadata, name, nam",
        "kafka-connect.yaml, /spec, bootstrapServers, bootstrapServer",
        "kafka-connect.yaml, /spec/build/output, pushSecret, pushSecrets",
        "kafka-connect.yaml, /spec/build/plugins/1/artifacts/0, url, uri",
        "kafka-connect.yaml, /spec/metricsConfig/valueFrom/configMapKeyRef, key, keys",
        "kafka-connect.yaml, /spec/template/connectContainer/volumeMounts/0, mountPath, mountpath",
        "kafka-connect.yaml, /spec/jvmOptions, -Xmx, -Xm",
        "mysql-source.yaml, /spec, tasksMax, tasksmax",
        "redis-sink.yaml, /spec/autoRestart, enabled, enable",
    })
    void aMisspeltFieldIsRefused(String name, String place, String field, String misspelt) {
        Manifest manifest = Manifest.of(name);
        ObjectNode parent = (ObjectNode) manifest.at(place);
        JsonNode value = parent.remove(field);
        parent.set(misspelt, value);

        assertThat(value).isNotNull();
        assertThat(StrimziApi.refusal(manifest))
                .hasValueSatisfying(why -> assertThat(why).contains("\"" + misspelt + "\""));
    }

    @ParameterizedTest
    @CsvSource({
        "kafka-connect.yaml, /spec, replicas, two",
        "kafka-connect.yaml, /spec, config, none",
        "kafka-connect.yaml, /spec/build/output, type, dockre",
        "kafka-connect.yaml, /spec/build/plugins/0/artifacts/0, type, mavn",
        "kafka-connect.yaml, /spec/metricsConfig, type, jmx",
        "redis-sink.yaml, /spec, tasksMax, four",
        "redis-sink.yaml, /spec, autoRestart, on",
    })
    void aValueOfAnotherTypeIsRefused(String name, String place, String field, String value) {
        Manifest manifest = Manifest.of(name);
        ((ObjectNode) manifest.at(place)).put(field, value);

        assertThat(StrimziApi.refusal(manifest))
                .hasValueSatisfying(why -> assertThat(why).contains(value));
    }

    @Test
    void theSourceIsTheShippedOneAtOtherAddresses() throws IOException {
        Map<String, String> expected = Manifest.shipped("mysql-source.json");
        expected.put("database.hostname", "mysql");
        expected.put("database.port", "3306");
        expected.put("database.user", "${directory:/mnt/mysql-login:user}");
        expected.put("database.password", "${directory:/mnt/mysql-login:password}");
        String kafka = CONNECT.at("/spec/bootstrapServers").asText();
        expected.put("schema.history.internal.kafka.bootstrap.servers", kafka);
        expected.put("signal.kafka.bootstrap.servers", kafka);

        assertThat(SOURCE.config()).isEqualTo(expected);
        assertThat(SOURCE.at("/metadata/name").asText()).isEqualTo("mysql-source");
    }

    @Test
    void theSinkIsTheShippedOneAtAnotherAddressWithALogin() throws IOException {
        Map<String, String> expected = Manifest.shipped("redis-sink.json");
        expected.put("redis.uri", "redis://redis:6379/0");
        expected.put("redis.user", "${directory:/mnt/redis-login:user}");
        expected.put("redis.password", "${directory:/mnt/redis-login:password}");

        assertThat(SINK.config()).isEqualTo(expected);
        assertThat(SINK.at("/metadata/name").asText()).isEqualTo("redis-sink");
    }

    @ParameterizedTest
    @CsvSource({"mysql-source.yaml", "redis-sink.yaml"})
    void connectorsBelongToTheClusterAndAreRestarted(String name) {
        Manifest connector = Manifest.of(name);

        assertThat(connector.at("/metadata/labels/strimzi.io~1cluster")).isEqualTo(CONNECT.at("/metadata/name"));
        assertThat(CONNECT.at("/metadata/annotations/strimzi.io~1use-connector-resources")
                        .asText())
                .isEqualTo("true");
        assertThat(connector.at("/spec/autoRestart/enabled").asBoolean()).isTrue();
        // Numbers and truth values would reach Connect in another form than the shipped texts.
        assertThat(connector.at("/spec/config"))
                .allSatisfy(value -> assertThat(value.isTextual()).isTrue());
    }

    @Test
    void loginsComeFromSecretsThatAreMounted() {
        Set<String> mounted = new HashSet<>();
        for (JsonNode mount : CONNECT.at("/spec/template/connectContainer/volumeMounts")) {
            mounted.add(
                    mount.get("name").asText() + " " + mount.get("mountPath").asText());
        }
        Set<String> volumes = new HashSet<>();
        for (JsonNode volume : CONNECT.at("/spec/template/pod/volumes")) {
            volumes.add(volume.get("name").asText() + " /mnt/"
                    + volume.at("/secret/secretName").asText());
        }

        assertThat(mounted)
                .isEqualTo(volumes)
                .containsExactlyInAnyOrder("mysql-login /mnt/mysql-login", "redis-login /mnt/redis-login");
        assertThat(CONNECT.at("/spec/config/config.providers").asText()).isEqualTo("directory");
    }

    @Test
    void theWorkersHaveTheSettingsOfTheLocalStack() throws IOException {
        Properties stack = new Properties();
        try (var file = Files.newBufferedReader(
                Path.of("../local-stack/src/main/resources/io/mysqlredis/stack/connect.properties"))) {
            stack.load(file);
        }

        for (String setting : List.of(
                "connector.client.config.override.policy",
                "heartbeat.interval.ms",
                "offset.flush.interval.ms",
                "producer.buffer.memory",
                "producer.max.request.size",
                "scheduled.rebalance.max.delay.ms",
                "session.timeout.ms",
                "topic.creation.enable")) {
            assertThat(CONNECT.at("/spec/config").path(setting).asText())
                    .as(setting)
                    .isEqualTo(stack.getProperty(setting));
        }
    }

    @Test
    void theImageHasTheVersionsOfThisProject() throws IOException {
        String pom = Files.readString(Path.of("../pom.xml"));
        JsonNode debezium = CONNECT.at("/spec/build/plugins/0/artifacts/0");
        String archive = CONNECT.at("/spec/build/plugins/1/artifacts/0/url").asText();

        assertThat(pom).contains("<debezium.version>" + debezium.get("version").asText() + "</debezium.version>");
        String version = archive.replaceFirst(".*/mysqlredis-connector-redis-sink-(.+)\\.zip", "$1");
        assertThat(pom)
                .containsPattern("<artifactId>mysqlredis-parent</artifactId>\\s*<version>" + version + "</version>");
        assertThat(CONNECT.at("/spec/build/output/image").asText()).endsWith(":" + version);
    }
}
