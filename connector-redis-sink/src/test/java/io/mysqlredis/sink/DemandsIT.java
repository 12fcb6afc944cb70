package io.mysqlredis.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** What is asked of a Redis beyond that it takes writes. */
class DemandsIT extends SinkTaskOnRedis {

    private static final List<SinkRecord> CUSTOMERS = RecordedRecords.of("json-default.shop.shop.customers");
    private static final TopicPartition PARTITION = new TopicPartition("shop.shop.customers", 0);
    private static final Map<String, String> NO_EVICTION = Map.of("redis.require.noeviction", "true");
    private static final Map<String, String> ONE_REPLICA =
            Map.of("redis.wait.replicas", "1", "redis.wait.timeout.ms", "20");

    @Test
    void aServerThatMayDropKeysIsUsedUnlessThatIsForbidden() {
        redis.client().configSet("maxmemory-policy", "allkeys-lru");
        start();

        put(CUSTOMERS);

        assertThat(redis.hashes()).hasSize(6);
    }

    @Test
    void aServerThatMayDropKeysIsRefusedWhereThatIsForbidden() {
        redis.client().configSet("maxmemory-policy", "volatile-ttl");
        start(NO_EVICTION);

        assertThatThrownBy(() -> put(CUSTOMERS))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("has maxmemory-policy volatile-ttl: when its memory is full it drops keys")
                .hasMessageContaining("redis.require.noeviction");
        assertThat(Validated.errors(settings(NO_EVICTION))).containsOnlyKeys("redis.require.noeviction");
    }

    @Test
    void aServerThatDoesNotTellWhetherItDropsKeysIsRefusedWhereThatIsForbidden() {
        redis.client().aclSetUser("default", "-info");
        try {
            start(NO_EVICTION);
            assertThatThrownBy(() -> put(CUSTOMERS)).hasMessageContaining("let the user run INFO");
        } finally {
            redis.client().aclSetUser("default", "+info");
        }
    }

    @Test
    void aServerThatKeepsAllIsAccepted() {
        start(NO_EVICTION);

        put(CUSTOMERS);

        assertThat(redis.hashes()).hasSize(6);
        assertThat(Validated.errors(settings(NO_EVICTION))).isEmpty();
    }

    @Test
    void untilAReplicaHasConfirmedNothingIsCommittedAndNothingMoreIsWritten() throws IOException {
        start(ONE_REPLICA);

        put(CUSTOMERS.subList(0, 5));
        put(CUSTOMERS.subList(5, CUSTOMERS.size()));

        assertThat(worker.committable()).isEmpty();
        assertThat(context.paused()).containsExactly(PARTITION);
        assertThat(redis.hashes()).doesNotContainKey("customers:13");

        try (RealRedis replica = RealRedis.start("replicaof 127.0.0.1 " + redis.port())) {
            await().untilAsserted(() -> {
                put(List.of());
                assertThat(worker.committable()).containsEntry(PARTITION, 15L);
            });
            assertThat(replica.hashes()).hasSize(6);
        }
    }

    @Test
    void aUserThatMayNotWaitForReplicasIsToldBeforeATaskRuns() {
        redis.client().aclSetUser("sink", "on", ">secret", "~*", "+@all", "-wait");
        Map<String, String> user = Map.of("redis.user", "sink", "redis.password", "secret");

        assertThat(Validated.errors(settings(ONE_REPLICA, user)))
                .containsOnlyKeys("redis.wait.replicas")
                .asString()
                .contains("'wait' command");
        assertThat(Validated.errors(settings(user))).isEmpty();
    }

    @Test
    void theReplicasHaveLessTimeThanTheConnection() {
        Map<String, String> tooLong = Map.of("redis.wait.timeout.ms", "5000");

        assertThat(Validated.errors(settings(ONE_REPLICA, tooLong))).containsOnlyKeys("redis.wait.timeout.ms");
    }
}
