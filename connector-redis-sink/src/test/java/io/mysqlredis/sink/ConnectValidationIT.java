package io.mysqlredis.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.connect.connector.policy.AllConnectorClientConfigOverridePolicy;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.runtime.Herder;
import org.apache.kafka.connect.runtime.Worker;
import org.apache.kafka.connect.runtime.isolation.Plugins;
import org.apache.kafka.connect.runtime.rest.entities.ConfigInfos;
import org.apache.kafka.connect.runtime.rest.entities.ConfigValueInfo;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorInfo;
import org.apache.kafka.connect.runtime.standalone.StandaloneConfig;
import org.apache.kafka.connect.runtime.standalone.StandaloneHerder;
import org.apache.kafka.connect.storage.FileOffsetBackingStore;
import org.apache.kafka.connect.util.FutureCallback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user gets who posts a configuration to a worker: Connect's own validation around ours, without Kafka. */
class ConnectValidationIT {

    @TempDir
    private Path folder;

    private RealRedis redis;
    private StandaloneHerder herder;

    @BeforeEach
    void start() throws IOException {
        redis = RealRedis.start();
        Map<String, String> settings = Map.of(
                "bootstrap.servers", "127.0.0.1:1",
                "key.converter", "org.apache.kafka.connect.json.JsonConverter",
                "value.converter", "org.apache.kafka.connect.json.JsonConverter",
                "offset.storage.file.filename", folder.resolve("offsets").toString(),
                "plugin.discovery", "service_load");
        Plugins plugins = new Plugins(settings);
        Worker worker = new Worker(
                "worker",
                Time.SYSTEM,
                plugins,
                new ConfigOfNoCluster(settings),
                new FileOffsetBackingStore(new JsonConverter()),
                new AllConnectorClientConfigOverridePolicy());
        herder = new StandaloneHerder(worker, "none", new AllConnectorClientConfigOverridePolicy());
    }

    /** Would ask Kafka for the name of the cluster. */
    private static final class ConfigOfNoCluster extends StandaloneConfig {

        ConfigOfNoCluster(Map<String, String> settings) {
            super(settings);
        }

        @Override
        public String kafkaClusterId() {
            return "none";
        }
    }

    @AfterEach
    void stop() throws IOException {
        herder.stop();
        redis.close();
    }

    @Test
    void whatIsRightIsAccepted() throws Exception {
        assertThat(errors(Map.of("mappings", "order", "mappings.order.key", "order:${table}:${pk}")))
                .isEmpty();
    }

    @Test
    void eachMistakeReachesTheUserOnItsSetting() throws Exception {
        Map<String, String> wrong = Map.of(
                "mappings", "order",
                "mappings.order.key", "order",
                "mappings.order.where", "row.status = 'x'",
                "mappings.order.colums", "id",
                "mappings.recent.key", "x",
                "redis.ur", "redis://user:secret@host");

        assertThat(errors(wrong))
                .containsOnlyKeys(
                        "mappings.order.key",
                        "mappings.order.where",
                        "mappings.order.colums",
                        "mappings.recent.key",
                        "redis.ur");
        assertThat(post(wrong))
                .contains("contains the following 5 error(s):")
                .contains("\nmappings.order.key is one key for all rows; it must hold ${pk}")
                .contains("\nmappings.order.colums is no setting; is mappings.order.columns meant?")
                .contains("\n | row.status = 'x'\n | ...........^\n")
                .doesNotContain("secret");
    }

    @Test
    void aSettingOfNullReachesTheUserOnIt() throws Exception {
        for (String setting : List.of("redis.uri", "redis.timeout.ms", "mappings", "truncate", "mappings.order.key")) {
            Map<String, String> wrong = new HashMap<>(Map.of("mappings", "order"));
            wrong.put(setting, null);

            assertThat(errors(wrong)).containsKey(setting);
        }
    }

    /** What {@code PUT /connector-plugins/…/config/validate} answers, by setting. */
    private Map<String, List<String>> errors(Map<String, String> settings) throws Exception {
        FutureCallback<ConfigInfos> answer = new FutureCallback<>();
        herder.validateConnectorConfig(complete(settings), answer);
        ConfigInfos infos = answer.get(30, TimeUnit.SECONDS);
        assertThat(infos.toString()).doesNotContain("secret");
        return infos.configs().stream()
                .map(info -> info.configValue())
                .filter(value -> !value.errors().isEmpty())
                .collect(Collectors.toMap(ConfigValueInfo::name, ConfigValueInfo::errors, (one, other) -> other));
    }

    /** What {@code POST /connectors} answers. */
    private String post(Map<String, String> settings) throws Exception {
        FutureCallback<Herder.Created<ConnectorInfo>> answer = new FutureCallback<>();
        herder.putConnectorConfig("sink", complete(settings), false, answer);
        try {
            return "accepted: " + answer.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            return e.getCause().getMessage();
        }
    }

    private Map<String, String> complete(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "name",
                "sink",
                "connector.class",
                RedisSinkConnector.class.getName(),
                "topics",
                "shop.shop.customers",
                "redis.uri",
                redis.uri()));
        all.putAll(settings);
        return all;
    }
}
