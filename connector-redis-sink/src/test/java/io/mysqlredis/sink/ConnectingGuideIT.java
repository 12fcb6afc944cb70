package io.mysqlredis.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mysqlredis.sink.config.Validation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.sink.SinkRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol.Command;

/** What docs/connecting.md shows works. */
class ConnectingGuideIT {

    private static final List<SinkRecord> CUSTOMERS = RecordedRecords.of("json-default.shop.shop.customers");

    /** Where the guide has files that each worker has. */
    private static final String ON_EACH_WORKER = "/etc/redis-sink";

    @TempDir
    private static Path folder;

    @BeforeAll
    static void makeFiles() throws Exception {
        Identity server = Identity.create(folder, "localhost");
        Files.copy(server.certificateFile(), folder.resolve("ca.pem"));
        Identity sink = Identity.create(folder, "sink");
        Files.copy(sink.keyAndCertificateFile(), folder.resolve("sink.pem"));
    }

    static Stream<Map<String, String>> snippets() throws IOException {
        return blocks("```json\n(.+?)```").map(ConnectingGuideIT::settings);
    }

    @Test
    void eachKindOfRedisHasASnippet() throws IOException {
        assertThat(snippets()).hasSize(5);
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void aSnippetIsAccepted(Map<String, String> settings) {
        assertThat(new Validation(settings).result().configValues())
                .flatExtracting(ConfigValue::errorMessages)
                .isEmpty();
    }

    @Test
    void theFileForTlsConnects() throws Exception {
        int tlsPort = RealRedis.freePort();
        try (RealRedis redis = RealRedis.start(
                "tls-port " + tlsPort,
                "tls-cert-file " + folder.resolve("localhost.crt"),
                "tls-key-file " + folder.resolve("localhost.key"),
                "tls-ca-cert-file " + folder.resolve("sink.crt"),
                "tls-auth-clients yes")) {
            redis.client()
                    .aclSetUser("sink", "on", ">${file:/etc/redis-sink/secrets.properties:password}", "~*", "+@all");
            String file = Files.readString(Path.of("..", "connector-config", "sink-tls.json"));
            Map<String, String> settings = settings(file.substring(file.indexOf('{', 1), file.lastIndexOf('}')));
            // The password stays as it is, which Connect would have replaced before.
            settings.put("redis.password", "${file:/etc/redis-sink/secrets.properties:password}");
            settings.put(
                    "redis.uri", settings.get("redis.uri").replace("redis.example.com:6380", "localhost:" + tlsPort));

            assertThat(Validated.errors(settings)).isEmpty();
            put(settings);
            assertThat(redis.hashes()).hasSize(6);
        }
    }

    @Test
    void theRightsAreEnough() throws IOException {
        try (RealRedis redis = RealRedis.start()) {
            acl(redis.client(), "sink");
            Map<String, String> settings =
                    new HashMap<>(Map.of("name", "my-sink", "redis.uri", redis.uri() + "/1", "redis.user", "sink"));
            settings.put("redis.password", "a-long-password");

            assertThat(Validated.errors(settings)).isEmpty();
            put(settings);

            redis.client().select(1);
            assertThat(redis.hashes()).hasSize(6);
            for (String command : List.of("watch k", "unwatch", "hmget k f", "hgetall k", "info", "role")) {
                send(redis, command);
            }
        }
    }

    @Test
    void theRightsAreEnoughWithReplicas() throws IOException {
        try (RealRedis redis = RealRedis.start();
                RealRedis replica = RealRedis.start("replicaof 127.0.0.1 " + redis.port())) {
            acl(redis.client(), "sink");
            redis.client()
                    .aclSetUser(
                            "sink",
                            blocks("`(\\S+)` comes on top for `redis.wait.replicas`")
                                    .findFirst()
                                    .orElseThrow());
            Map<String, String> settings = new HashMap<>(
                    Map.of("redis.uri", redis.uri(), "redis.user", "sink", "redis.password", "a-long-password"));
            settings.put("redis.wait.replicas", "1");
            Awaitility.await().until(() -> replica.client().info("replication").contains("master_link_status:up"));

            assertThat(Validated.errors(settings)).isEmpty();
            put(settings);

            assertThat(replica.hashes()).hasSize(6);
        }
    }

    @Test
    void theRightsAreEnoughForACluster() throws IOException {
        try (RealCluster cluster = RealCluster.start(3)) {
            String more =
                    blocks("On a cluster `(\\S+)` comes on top").findFirst().orElseThrow();
            for (RealRedis node : cluster.nodes()) {
                acl(node.client(), "sink");
                node.client().aclSetUser("sink", more);
            }
            Map<String, String> settings =
                    new HashMap<>(Map.of("redis.uri", cluster.uri(), "redis.mode", "cluster", "redis.user", "sink"));
            settings.put("redis.password", "a-long-password");

            assertThat(Validated.errors(settings)).isEmpty();
            put(settings);

            assertThat(cluster.hashes()).hasSize(6);
        }
    }

    /** Fails where the user lacks the right. */
    private static void send(RealRedis redis, String command) {
        try (Jedis user = new Jedis("127.0.0.1", redis.port())) {
            user.auth("sink", "a-long-password");
            String[] words = command.split(" ", -1);
            user.sendCommand(
                    () -> words[0].getBytes(StandardCharsets.US_ASCII), Arrays.copyOfRange(words, 1, words.length));
        }
    }

    /** Runs the guide's line for this user. */
    private static void acl(Jedis admin, String user) throws IOException {
        String line = blocks("\n(ACL SETUSER " + user + " .+?)\n").findFirst().orElseThrow();
        String[] words = line.split(" ", -1);
        admin.sendCommand(Command.ACL, Arrays.copyOfRange(words, 1, words.length));
    }

    private static void put(Map<String, String> settings) {
        RedisSinkTask task = new RedisSinkTask();
        RecordingSinkTaskContext context = new RecordingSinkTaskContext();
        task.initialize(context);
        Map<String, String> named = new HashMap<>(settings);
        named.put("name", "my-sink");
        task.start(named);
        new WorkerStandIn(task, context).put(CUSTOMERS);
        task.stop();
    }

    private static Stream<String> blocks(String pattern) throws IOException {
        String guide = Files.readString(Path.of("..", "docs", "connecting.md"));
        List<MatchResult> found = Pattern.compile(pattern, Pattern.DOTALL)
                .matcher(guide)
                .results()
                .toList();
        return found.stream().map(match -> match.group(1));
    }

    private static Map<String, String> settings(String json) {
        try {
            return new ObjectMapper()
                    .readValue(
                            json.replace(ON_EACH_WORKER, folder.toString()),
                            new TypeReference<HashMap<String, String>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
