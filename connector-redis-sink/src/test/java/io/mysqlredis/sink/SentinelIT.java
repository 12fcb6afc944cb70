package io.mysqlredis.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import redis.clients.jedis.Jedis;

/** The sink with a real master, replica and Sentinels, all of which the first tests leave as they are. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SentinelIT {

    private static final List<SinkRecord> CUSTOMERS = RecordedRecords.of("json-default.shop.shop.customers");
    private static final String PASSWORD = "sentinel-secret";
    private static final int LAST = Integer.MAX_VALUE;

    private static SentinelSetup setup;

    @BeforeAll
    static void start() throws IOException {
        setup = SentinelSetup.startWithPassword(PASSWORD);
    }

    @AfterAll
    static void stop() throws IOException {
        setup.close();
    }

    @Test
    void whatIsRightIsAccepted() {
        assertThat(Validated.errors(settings(Map.of()))).isEmpty();
    }

    @Test
    void aWrongNameOfTheMasterIsToldWithThoseThatThereAre() {
        assertThat(Validated.errors(settings(Map.of("redis.sentinel.master", "other")))
                        .get("redis.sentinel.master"))
                .singleElement()
                .asString()
                .endsWith(" knows no master named other; it knows: " + SentinelSetup.MASTER);
    }

    @Test
    void aWrongPasswordOfTheSentinelsIsToldOnItsSetting() {
        assertThat(Validated.errors(settings(Map.of("redis.sentinel.password", "wrong-secret")))
                        .get("redis.sentinel.password"))
                .singleElement()
                .asString()
                .contains("Sentinel at 127.0.0.1:", "refuses this connector: WRONGPASS");
        assertThat(Validated.errors(settings(Map.of("redis.sentinel.password", "")))
                        .get("redis.sentinel.password"))
                .singleElement()
                .asString()
                .contains("refuses this connector: NOAUTH");
    }

    @Test
    void aWrongPasswordOfTheMasterIsToldOnItsSetting() {
        assertThat(Validated.errors(settings(Map.of("redis.password", "wrong-secret")))
                        .get("redis.password"))
                .singleElement()
                .asString()
                .contains("Redis at 127.0.0.1:" + setup.master().port() + " refuses this connector: ERR AUTH");
    }

    @Test
    void aServerThatIsNoSentinelIsTold() {
        assertThat(Validated.errors(settings(Map.of("redis.uri", setup.master().uri(), "redis.sentinel.password", "")))
                        .get("redis.mode"))
                .singleElement()
                .asString()
                .contains("Sentinel at 127.0.0.1:" + setup.master().port() + " is no Sentinel");
    }

    @Test
    void aSentinelThatIsTakenForAServerIsTold() {
        for (String database : List.of("", "/3")) {
            String uri = "redis://:" + PASSWORD + "@127.0.0.1:"
                    + setup.sentinelPorts().get(0) + database;

            assertThat(Validated.errors(Map.of("redis.uri", uri)).get("redis.mode"))
                    .singleElement()
                    .asString()
                    .contains("is a Sentinel; set redis.mode=sentinel and redis.sentinel.master");
        }
    }

    @Test
    void aReplicaThatIsTakenForAServerIsToldWithItsMaster() {
        assertThat(Validated.errors(Map.of("redis.uri", setup.replica().uri())).get("redis.uri"))
                .singleElement()
                .asString()
                .contains("is a replica of 127.0.0.1:" + setup.master().port());
    }

    @Test
    void aUserWhoMayAskTheTwoQuestionsIsEnoughAtTheSentinels() {
        for (int port : setup.sentinelPorts()) {
            setup.atSentinel(
                    port,
                    sentinel -> sentinel.aclSetUser(
                            "watcher",
                            "on",
                            ">watcher-secret",
                            "-@all",
                            "+sentinel|get-master-addr-by-name",
                            "+sentinel|masters"));
        }
        Map<String, String> login =
                Map.of("redis.sentinel.user", "watcher", "redis.sentinel.password", "watcher-secret");

        assertThat(Validated.errors(settings(login))).isEmpty();
    }

    @Test
    @Order(LAST - 1)
    void afterAFailoverTheSinkWritesToTheNewMaster() throws IOException {
        RedisSinkTask task = new RedisSinkTask();
        RecordingSinkTaskContext context = new RecordingSinkTaskContext();
        task.initialize(context);
        task.start(settings(Map.of("name", "sink")));
        WorkerStandIn worker = new WorkerStandIn(task, context);
        worker.put(CUSTOMERS.subList(0, 1));
        assertThat(setup.master().hashes()).hasSize(1);

        setup.stopSentinel(setup.sentinelPorts().get(0));
        setup.master().stopServer();
        worker.put(CUSTOMERS.subList(1, CUSTOMERS.size()));
        Awaitility.await().untilAsserted(() -> {
            worker.put(List.of());
            assertThat(rows(setup.replica())).isEqualTo(6);
        });
        task.stop();
    }

    @Test
    @Order(LAST)
    void withoutAnySentinelEachIsNamed() {
        setup.sentinelPorts().forEach(setup::stopSentinel);

        assertThat(Validated.errors(settings(Map.of())).get("redis.uri"))
                .singleElement()
                .asString()
                .contains("no Sentinel names the master " + SentinelSetup.MASTER)
                .contains(setup.sentinelPorts().stream()
                        .map(port -> "Sentinel at 127.0.0.1:" + port + " cannot be reached: Connection refused")
                        .toList());
    }

    /** Over a connection of its own, as a change of role cuts those that there are. */
    private static int rows(RealRedis redis) {
        try (Jedis client = new Jedis(URI.create(redis.uri()))) {
            return client.keys("customers:*").size();
        }
    }

    private static Map<String, String> settings(Map<String, String> others) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "redis.uri",
                setup.uri(),
                "redis.mode",
                "sentinel",
                "redis.sentinel.master",
                SentinelSetup.MASTER,
                "redis.sentinel.password",
                PASSWORD));
        settings.putAll(others);
        return settings;
    }
}
