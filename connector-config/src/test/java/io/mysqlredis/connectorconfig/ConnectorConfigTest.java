package io.mysqlredis.connectorconfig;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.debezium.config.CommonConnectorConfig;
import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.pipeline.signal.channels.KafkaSignalChannel;
import io.mysqlredis.sink.config.RedisSinkConfig;
import io.mysqlredis.sink.config.Validation;
import io.mysqlredis.sink.transform.NullStaysNull;
import io.mysqlredis.sink.transform.TruncateKey;
import io.mysqlredis.sink.writer.Credentials;
import io.mysqlredis.sink.writer.RedisNode;
import io.mysqlredis.sink.writer.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.connect.json.JsonConverterConfig;
import org.apache.kafka.connect.runtime.ConnectorConfig;
import org.apache.kafka.connect.runtime.SinkConnectorConfig;
import org.apache.kafka.connect.runtime.SourceConnectorConfig;
import org.apache.kafka.connect.runtime.WorkerConfig;
import org.apache.kafka.connect.runtime.isolation.PluginDiscoveryMode;
import org.apache.kafka.connect.runtime.isolation.Plugins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every file that users post: well-formed, and each of its settings one that something reads. */
class ConnectorConfigTest {

    private static final Path FOLDER = Path.of("");

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** As a worker of the stack finds them, so that a transform is made for its settings, or refused. */
    private static final Plugins WORKER =
            new Plugins(Map.of(WorkerConfig.PLUGIN_DISCOVERY_CONFIG, PluginDiscoveryMode.SERVICE_LOAD.name()));

    /** Debezium reads these without declaring them. */
    private static final Set<String> UNDECLARED = Set.of(
            "event.converting.failure.handling.mode",
            "schema.history.internal.kafka.bootstrap.servers",
            "schema.history.internal.kafka.topic");

    private static final Path SOURCE = Path.of("mysql-source.json");
    private static final Path SOURCE_OF_THE_GUIDE = Path.of("mysql-source-guide.json");

    /** Of a file that a connector needs on its workers, and that is not here. */
    private static final Pattern CERTIFICATES_ARE_ELSEWHERE = Pattern.compile(
            "redis\\.ssl\\.\\S+ names no file that this worker can read: /etc/redis-sink/(ca|sink)\\.pem");

    private static final Map<String, String> ELSEWHERE = Map.of(
            "sink-cluster.json",
            "redis://redis-1.example.com,redis-2.example.com,redis-3.example.com",
            "sink-sentinel.json",
            "redis://sentinel-1.example.com,sentinel-2.example.com,sentinel-3.example.com/0",
            "sink-tls.json",
            "rediss://redis.example.com:6380/0");

    /** Both are no artifacts of Maven Central as they are; end-to-end tests compare these names with the classes themselves. */
    private static final Map<String, Set<String>> SETTINGS_OF_AVRO_CONVERTERS = Map.of(
            "io.confluent.connect.avro.AvroConverter",
            Set.of("schema.registry.url", "http.connect.timeout.ms", "ignore.default.for.nullables"),
            "io.apicurio.registry.utils.converter.AvroConverter",
            Set.of(
                    "apicurio.registry.url",
                    "apicurio.registry.auto-register",
                    "apicurio.registry.as-confluent",
                    "apicurio.registry.use-id",
                    "apicurio.registry.headers.enabled"));

    /** By the ending of their names, before that of all files; those without have JSON. */
    private static final List<String> AVRO = List.of("-avro", "-avro-apicurio");

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
        }
    }

    static Stream<Path> filesWithJson() throws IOException {
        return files().filter(file -> formatOf(file).isEmpty());
    }

    static Stream<Path> filesWithAvro() throws IOException {
        return files().filter(file -> !formatOf(file).isEmpty());
    }

    static Stream<Path> sinks() throws IOException {
        return files().filter(file -> !file.toString().startsWith("mysql-source"));
    }

    @Test
    void theFilesOfReadmeAndGuideAreThere() throws IOException {
        assertThat(files())
                .extracting(Path::toString)
                .containsExactly(
                        "mysql-source-avro-apicurio.json",
                        "mysql-source-avro.json",
                        "mysql-source-guide.json",
                        "mysql-source.json",
                        "redis-sink-avro-apicurio.json",
                        "redis-sink-avro.json",
                        "redis-sink.json",
                        "sink-change-stream.json",
                        "sink-cluster.json",
                        "sink-geo.json",
                        "sink-latest-by-user.json",
                        "sink-lookup.json",
                        "sink-rows-as-hashes.json",
                        "sink-rows-as-json.json",
                        "sink-sentinel.json",
                        "sink-sharded.json",
                        "sink-tls.json");
    }

    @ParameterizedTest
    @MethodSource("files")
    void isWhatPostConnectorsTakes(Path file) throws IOException {
        JsonNode json = JSON.readTree(file.toFile());

        assertThat(json.fieldNames()).toIterable().containsExactly("name", "config");
        assertThat(json.get("name").isTextual()).isTrue();
        assertThat(json.get("config"))
                .allSatisfy(value -> assertThat(value.isTextual()).isTrue());
    }

    @ParameterizedTest
    @MethodSource("files")
    void everySettingIsRead(Path file) throws IOException {
        Map<String, String> config = config(file);
        Set<String> known = known(config);

        Set<String> unknown = new TreeSet<>(config.keySet());
        unknown.removeAll(known);

        assertThat(unknown).as("settings of " + file + " that nothing reads").isEmpty();
    }

    @ParameterizedTest
    @MethodSource("filesWithJson")
    void nullStaysNullOnBothSides(Path file) throws IOException {
        assertThat(config(file)).containsEntry("value.converter.replace.null.with.default", "false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql-source-avro.json", "redis-sink-avro.json"})
    void nullStaysNullOnBothSidesInAvro(String file) throws IOException {
        assertThat(config(Path.of(file))).containsEntry("value.converter.ignore.default.for.nullables", "true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql-source-avro.json", "redis-sink-avro.json"})
    void aRegistryThatWentAwayWithItsAddressIsGivenFiveSeconds(String file) throws IOException {
        assertThat(config(Path.of(file)))
                .containsEntry("key.converter.http.connect.timeout.ms", "5000")
                .containsEntry("value.converter.http.connect.timeout.ms", "5000");
    }

    /** Connect's default tries to make a number of each header of each record, of which Debezium writes four. */
    @ParameterizedTest
    @MethodSource("sinks")
    void aSinkDoesNotParseHeadersThatNobodyReads(Path file) throws IOException {
        assertThat(config(file))
                .containsEntry("header.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
    }

    /** It has no setting for it. */
    @Test
    void nullStaysNullBeforeItComesToApicuriosConverter() throws IOException {
        Map<String, String> source = config(Path.of("mysql-source-avro-apicurio.json"));

        assertThat(source).containsEntry("transforms", "truncates,nulls");
        source.put("name", "mysql-source");
        // The converters are not here.
        source.keySet().removeAll(converters(source).keySet());
        assertThat(new SourceConnectorConfig(WORKER, source, true).getClass("transforms.nulls.type"))
                .isEqualTo(NullStaysNull.class);
    }

    @ParameterizedTest
    @MethodSource("filesWithAvro")
    void withAvroAllIsTheSameButTheConvertersAndWhatTheyNeed(Path file) throws IOException {
        Map<String, String> json = config(Path.of(file.toString().replace(formatOf(file), "")));
        Map<String, String> avro = config(file);

        assertThat(avro.remove("errors.log.enable")).isEqualTo("true");
        if (!file.toString().startsWith("mysql-source")) {
            // Names the record's offset, which the source has none of; a source's line would hold the row.
            assertThat(avro.remove("errors.log.include.messages")).isEqualTo("true");
        } else {
            assertThat(avro.remove("schema.name.adjustment.mode")).isEqualTo("avro");
            assertThat(avro.remove("field.name.adjustment.mode")).isEqualTo("avro");
            // For records with their schema in them.
            json.keySet().removeAll(Set.of("producer.override.batch.size", "producer.override.compression.type"));
        }
        if (avro.remove("transforms.nulls.type") != null) {
            avro.put("transforms", "truncates");
        }
        assertThat(withoutConverters(avro)).isEqualTo(withoutConverters(json));
        assertThat(converters(avro)).isNotEqualTo(converters(json));
    }

    @ParameterizedTest
    @MethodSource("filesWithAvro")
    void withAvroTheKeyIsConvertedAsTheValueIs(Path file) throws IOException {
        Map<String, String> key = new HashMap<>();
        Map<String, String> value = new HashMap<>();
        converters(config(file))
                .forEach((setting, given) -> (setting.startsWith("key.") ? key : value)
                        .put(setting.replaceFirst("^(key|value)\\.", ""), given));

        assertThat(key).isEqualTo(value);
    }

    @Test
    void theSourceSetsWhatDelayAndExactnessNeed() throws IOException {
        assertThat(config(SOURCE))
                .containsEntry("decimal.handling.mode", "precise")
                .containsEntry("bigint.unsigned.handling.mode", "precise")
                .containsEntry("enable.time.adjuster", "false")
                .containsEntry("skipped.operations", "none")
                .containsEntry("tombstones.on.delete", "true")
                .containsEntry("extended.headers.enabled", "false")
                .containsEntry("statistics.metrics.enabled", "false")
                .containsEntry("producer.override.linger.ms", "2")
                // With its schema a record has kilobytes, so the default holds three or four, and most of it is said
                // again and again.
                .containsEntry("producer.override.batch.size", "131072")
                .containsEntry("producer.override.compression.type", "lz4")
                .containsEntry("connect.keep.alive.interval.ms", "2000")
                .containsEntry("heartbeat.interval.ms", "3000")
                .hasEntrySatisfying(
                        "poll.interval.ms",
                        value -> assertThat(Integer.parseInt(value)).isBetween(1, 10));
    }

    /** As MySQL's driver and the binlog reader say it; Debezium compares each cause's whole message. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Failed to read next byte from position 2688",
                "Failed to read remaining 28 of 36 bytes from position 258280448. Block length: 183.",
                "Communications link failure\n\nThe last packet sent successfully to the server was 0 milliseconds ago.",
                "Connection refused",
                "Connection reset by peer",
                "Broken pipe (Write failed)",
                "Server shutdown in progress Error code: 1053; SQLSTATE: 08S01.",
                "Read timed out",
                "connect timed out",
                "No route to host (Host unreachable)"
            })
    void aLostConnectionIsTriedAgain(String message) throws IOException {
        assertThat(message).matches(config(SOURCE).get("internal.custom.retriable.exception"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Could not find first log file name in binary log index file Error code: 1236; SQLSTATE: HY000.",
                "Cannot replicate because the source purged required binary logs. Error code: 1236; SQLSTATE: HY000.",
                "The connector is trying to read binlog starting at binlog.000001, but this is no longer available on the server.",
                "A replica with the same server_uuid/server_id as this replica has connected to the source",
                "Access denied for user 'debezium'@'127.0.0.1' (using password: YES)",
                "Encountered change event for table shop.t whose schema isn't known to this connector",
                "Error processing binlog event"
            })
    void whatTimeDoesNotCureStopsTheSource(String message) throws IOException {
        assertThat(message).doesNotMatch(config(SOURCE).get("internal.custom.retriable.exception"));
    }

    @Test
    void truncatesGetTheKeyWithoutWhichCompactedTopicsRefuseThem() throws IOException {
        Map<String, String> source = config(SOURCE);

        assertThat(source)
                .containsEntry("topic.creation.default.cleanup.policy", "compact")
                .containsEntry("transforms", "truncates");
        // As Connect does with what is posted.
        source.put("name", "mysql-source");
        assertThat(new SourceConnectorConfig(WORKER, source, true).getClass("transforms.truncates.type"))
                .isEqualTo(TruncateKey.class);
    }

    @Test
    void theGuidesSourceIsTheSameForMoreDatabasesAndATopicOfOnePartition() throws IOException {
        Map<String, String> expected = config(SOURCE);
        expected.put("database.include.list", "shop,shop_\\d+");
        expected.put("topic.creation.groups", "heartbeat,single");
        expected.put("topic.creation.single.include", "mysql\\.shop\\.customers");
        // Connect takes nothing but the number of replicas over from the default group.
        List.copyOf(expected.keySet()).stream()
                .filter(setting -> setting.startsWith("topic.creation.default."))
                .filter(setting -> !setting.endsWith(".replication.factor"))
                .forEach(setting -> expected.put(setting.replace(".default.", ".single."), expected.get(setting)));
        expected.put("topic.creation.single.partitions", "1");

        assertThat(config(SOURCE_OF_THE_GUIDE)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("sinks")
    void theSinkAcceptsItsSettings(Path file) throws IOException {
        Map<String, String> config = config(file);

        assertThat(new Validation(config).result().configValues())
                .flatExtracting(ConfigValue::errorMessages)
                .allMatch(error -> CERTIFICATES_ARE_ELSEWHERE.matcher(error).matches());
    }

    @ParameterizedTest
    @MethodSource("sinks")
    void aSinkWritesToTheRedisOfTheStackUnlessItIsAboutAnother(Path file) throws IOException {
        assertThat(config(file).get("redis.uri"))
                .isEqualTo(ELSEWHERE.getOrDefault(file.toString(), "redis://127.0.0.1:16379/0"));
    }

    @Test
    void theSinkOfTheSentinelsAsksThemForTheMaster() throws IOException {
        assertThat(new RedisSinkConfig(config(Path.of("sink-sentinel.json")))
                        .redis()
                        .topology())
                .isEqualTo(new Topology.Sentinel(
                        Stream.of(1, 2, 3)
                                .map(number -> new RedisNode("sentinel-" + number + ".example.com", 26_379))
                                .toList(),
                        "mymaster",
                        new Credentials(
                                Optional.empty(),
                                Optional.of("${file:/etc/redis-sink/secrets.properties:sentinel-password}"))));
    }

    @Test
    void theSinkOfTheClusterNamesSomeOfItsNodes() throws IOException {
        assertThat(new RedisSinkConfig(config(Path.of("sink-cluster.json")))
                        .redis()
                        .topology())
                .isEqualTo(new Topology.Cluster(Stream.of(1, 2, 3)
                        .map(number -> new RedisNode("redis-" + number + ".example.com", 6379))
                        .toList()));
    }

    @Test
    void sinksHaveNamesAndSoConsumerGroupsOfTheirOwn() throws IOException {
        Map<String, String> files = new HashMap<>();
        for (Path file : sinks().toList()) {
            files.put(JSON.readTree(file.toFile()).get("name").asText() + ".json", file.toString());
        }

        assertThat(files).hasSameSizeAs(sinks().toList());
        assertThat(files).allSatisfy((name, file) -> assertThat(name).isEqualTo(file));
    }

    @ParameterizedTest
    @MethodSource("sinks")
    void aSinkReadsTopicsOfTablesAndHeartbeatsAndNoOthers(Path file) throws IOException {
        Map<String, String> source = config(SOURCE);
        String topics = config(file).get("topics.regex");
        String prefix = source.get("topic.prefix");

        assertThat("__debezium-heartbeat." + prefix).matches(topics);
        assertThat(List.of(
                        prefix,
                        prefix + ".transaction",
                        "__debezium-heartbeat." + prefix + "2",
                        source.get("signal.kafka.topic"),
                        source.get("schema.history.internal.kafka.topic")))
                .allSatisfy(topic -> assertThat(topic).doesNotMatch(topics));
    }

    @Test
    void heartbeatsHaveATopicOfOnePartition() throws IOException {
        Map<String, String> source = config(SOURCE);

        assertThat("__debezium-heartbeat." + source.get("topic.prefix"))
                .matches(source.get("topic.creation.heartbeat.include"));
        assertThat(source).containsEntry("topic.creation.heartbeat.partitions", "1");
    }

    @Test
    void theSinkOfTheReadmeReadsTheTablesOfItsSource() throws IOException {
        Map<String, String> source = config(SOURCE);

        assertThat(source.get("topic.prefix") + "." + source.get("database.include.list") + ".customers")
                .matches(config(Path.of("redis-sink.json")).get("topics.regex"));
    }

    @Test
    void theGuideShowsTheMappingsThatTheFilesHave() throws IOException {
        Matcher snippet = Pattern.compile(
                        "```json\\n(\"(?:mappings|topics\\.regex|topic\\.creation\\.groups)\".*?),?\\n```",
                        Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../docs/mapping-guide.md")));
        List<Map<String, String>> configs = new ArrayList<>();
        for (Path file : files().toList()) {
            configs.add(config(file));
        }

        List<Map<String, String>> shown = new ArrayList<>();
        while (snippet.find()) {
            shown.add(settings(JSON.readTree("{" + snippet.group(1) + "}")));
        }

        assertThat(shown).hasSizeGreaterThanOrEqualTo(8);
        assertThat(shown)
                .allSatisfy(settings -> assertThat(configs)
                        .anySatisfy(config -> assertThat(config).containsAllEntriesOf(settings)));
    }

    @Test
    void whatIsSharedReadsATopicOfOnePartition() throws IOException {
        Map<String, String> lookup = config(Path.of("sink-lookup.json"));

        assertThat(lookup).containsEntry("mappings.by_email.shared", "single-partition");
        assertThat(config(SOURCE_OF_THE_GUIDE))
                .containsEntry(
                        "topic.creation.single.include",
                        lookup.get("topics.regex").replace("|__debezium-heartbeat\\.mysql", ""));
    }

    @ParameterizedTest
    @MethodSource("sinks")
    void sourceAndSinkUseTheSameConverters(Path file) throws IOException {
        Path source = Path.of("mysql-source" + formatOf(file) + ".json");

        assertThat(converters(config(source))).isEqualTo(converters(config(file)));
    }

    /** The ending that tells it. */
    private static String formatOf(Path file) {
        String name = file.toString().replaceFirst("\\.json$", "");
        return AVRO.stream().filter(name::endsWith).findFirst().orElse("");
    }

    private static Map<String, String> withoutConverters(Map<String, String> config) {
        Map<String, String> others = new HashMap<>(config);
        others.keySet().removeAll(converters(config).keySet());
        return others;
    }

    private static Map<String, String> converters(Map<String, String> config) {
        Map<String, String> converters = new HashMap<>(config);
        converters.keySet().removeIf(setting -> !setting.matches("(key|value)\\.converter.*"));
        return converters;
    }

    private static Map<String, String> config(Path file) throws IOException {
        return settings(JSON.readTree(file.toFile()).get("config"));
    }

    private static Map<String, String> settings(JsonNode json) {
        Map<String, String> settings = new HashMap<>();
        json.forEachEntry((setting, value) -> settings.put(setting, value.asText()));
        return settings;
    }

    private static Set<String> known(Map<String, String> config) {
        Set<String> known = new TreeSet<>();
        for (String converter : List.of("key.converter", "value.converter")) {
            SETTINGS_OF_AVRO_CONVERTERS
                    .getOrDefault(
                            config.get(converter),
                            JsonConverterConfig.configDef().names())
                    .forEach(name -> known.add(converter + "." + name));
        }
        if (config.get("connector.class").equals("io.debezium.connector.mysql.MySqlConnector")) {
            MySqlConnectorConfig.ALL_FIELDS.forEach(field -> known.add(field.name()));
            known.addAll(UNDECLARED);
            known.addAll(
                    withTransforms(SourceConnectorConfig.configDef(), config).names());
            known.addAll(topicCreation("default"));
            known.addAll(topicCreation("single"));
            known.addAll(topicCreation("heartbeat"));
            known.addAll(Set.of("topic.creation.single.include", "topic.creation.heartbeat.include"));
            ProducerConfig.configNames().forEach(name -> {
                known.add("producer.override." + name);
                known.add("schema.history.internal.producer." + name);
            });
            Stream.of(
                            CommonConnectorConfig.CUSTOM_RETRIABLE_EXCEPTION,
                            CommonConnectorConfig.FIELD_NAME_ADJUSTMENT_MODE,
                            MySqlConnectorConfig.READ_ONLY_CONNECTION,
                            KafkaSignalChannel.SIGNAL_TOPIC,
                            KafkaSignalChannel.BOOTSTRAP_SERVERS,
                            KafkaSignalChannel.GROUP_ID,
                            KafkaSignalChannel.SIGNAL_POLL_TIMEOUT_MS)
                    .forEach(field -> known.add(field.name()));
            ConsumerConfig.configNames().forEach(name -> known.add("signal.consumer." + name));
        } else {
            known.addAll(RedisSinkConfig.definition(config).names());
            known.addAll(withTransforms(SinkConnectorConfig.configDef(), config).names());
            ConsumerConfig.configNames().forEach(name -> known.add("consumer.override." + name));
        }
        return known;
    }

    /** With the settings of each transform that the file names. */
    private static ConfigDef withTransforms(ConfigDef definition, Map<String, String> config) {
        return ConnectorConfig.enrich(WORKER, definition, config, true);
    }

    private static Set<String> topicCreation(String group) {
        Set<String> names = new TreeSet<>(Set.of("partitions", "replication.factor"));
        names.addAll(Set.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
                TopicConfig.DELETE_RETENTION_MS_CONFIG,
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG));
        Set<String> settings = new TreeSet<>();
        names.forEach(name -> settings.add("topic.creation." + group + "." + name));
        return settings;
    }
}
