package io.mysqlredis.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mysqlredis.sink.event.BadRecordException;
import java.io.IOException;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;

class RedisSinkTaskIT extends SinkTaskOnRedis {

    private static final List<SinkRecord> CUSTOMERS = RecordedRecords.of("json-default.shop.shop.customers");

    private static final TopicPartition PARTITION = new TopicPartition("shop.shop.customers", 0);

    private static final TopicPartition COUNTERS = new TopicPartition(CounterRecords.TOPIC, 0);

    @BeforeEach
    void start() {
        start(Map.of());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 100})
    void redisHoldsTheRowsHoweverTheRecordsAreCutIntoBatches(int batchSize) {
        for (int from = 0; from < CUSTOMERS.size(); from += batchSize) {
            put(CUSTOMERS.subList(from, Math.min(from + batchSize, CUSTOMERS.size())));
        }

        assertThat(redis.hashes().keySet())
                .containsExactly(
                        "customers:1", "customers:10", "customers:11", "customers:12", "customers:13", "customers:33");
        assertThat(redis.hashes().get("customers:1"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "id", "1",
                        "name", "Ada L",
                        "email", "ada@x.io",
                        "balance", "99.99",
                        "created", "2026-11-21T19:54:18.009"));
        assertThat(redis.hashes().get("customers:33"))
                .doesNotContainKey("balance")
                .containsEntry("name", "Cy");
        assertThat(redis.hashes().get("customers:13"))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("id", "13", "name", "Gil3", "tier", "std", "created", "2026-11-21T19:54:57.724"));
    }

    @Test
    void replayingAnySuffixEndsInTheSameState() {
        put(CUSTOMERS);
        Map<String, Map<String, String>> expected = redis.hashes();

        for (int from = 0; from < CUSTOMERS.size(); from++) {
            redis.forgetWatermarks();
            start();
            put(CUSTOMERS.subList(from, CUSTOMERS.size()));
            assertThat(redis.hashes()).isEqualTo(expected);
        }
    }

    @Test
    void aDeleteThatCompactionTookAwayIsSeenInItsTombstone() {
        put(CUSTOMERS.subList(0, 5));
        assertThat(redis.hashes()).containsKey("customers:2");

        put(List.of(CUSTOMERS.get(6)));

        assertThat(redis.hashes()).doesNotContainKey("customers:2").containsKey("customers:1");
    }

    @Test
    void aColumnThatBecameNullLeavesTheHash() {
        SinkRecord insert = CUSTOMERS.get(0);
        put(List.of(insert));
        assertThat(redis.hashes().get("customers:1")).containsKey("email");

        Struct envelope = (Struct)
                RecordedRecords.of("json-default.shop.shop.customers").get(0).value();
        envelope.getStruct("after").put("email", null);
        put(List.of(insert.newRecord(
                insert.topic(), 0, insert.keySchema(), insert.key(), insert.valueSchema(), envelope, 0L)));

        assertThat(redis.hashes().get("customers:1")).doesNotContainKey("email").containsEntry("name", "Ada");
    }

    @Test
    void whateverElseHeldTheKeyIsReplaced() {
        redis.client().set("customers:1", "not a hash");

        put(List.of(CUSTOMERS.get(0)));

        assertThat(redis.hashes().get("customers:1")).containsEntry("name", "Ada");
    }

    @Test
    void compositeKeysAreJoinedByColons() {
        put(RecordedRecords.of("json-default.shop.shop.order_lines").subList(0, 4));

        assertThat(redis.hashes())
                .containsOnlyKeys("order_lines:100:A-1", "order_lines:100:B-2", "order_lines:101:C-1")
                .containsEntry("order_lines:100:A-1", Map.of("order_id", "100", "sku", "A-1", "qty", "3"));
    }

    @Test
    void moreThanOneFlightKeepsItsOrder() {
        List<SinkRecord> many = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            // Insert, update, delete and tombstone of the same rows over and over: the last word counts.
            many.addAll(CUSTOMERS);
        }

        put(many);

        assertThat(redis.hashes()).hasSize(6);
        assertThat(redis.hashes().get("customers:13")).containsEntry("name", "Gil3");
    }

    @Test
    void aBadRecordFailsWithItsPositionAndTheSetting() {
        SinkRecord keyless = RecordedRecords.of("json-default.shop.shop.no_pk").get(1);

        assertThatThrownBy(() -> put(List.of(CUSTOMERS.get(0), keyless)))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("shop.shop.no_pk-0@1: ")
                .hasMessageContaining("message.key.columns");
    }

    @Test
    void aValueThatIsNoneOfItsTypeNamesTheRecordAndTheColumn() {
        SinkRecord insert = CUSTOMERS.get(3);
        Schema longDate = SchemaBuilder.struct()
                .field("id", SchemaBuilder.int64().name("io.debezium.time.Date").build())
                .build();
        SinkRecord withWrongKey = new SinkRecord(
                insert.topic(),
                0,
                longDate,
                new Struct(longDate).put("id", 1L),
                insert.valueSchema(),
                insert.value(),
                3);

        assertThatThrownBy(() -> put(List.of(withWrongKey)))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        "shop.shop.customers-0@3: the record cannot be applied: column id of type DATE_DAYS")
                .hasCauseInstanceOf(BadRecordException.class);
    }

    @Test
    void anUnexpectedErrorNamesTheRecordToo() {
        Map<String, Object> broken = new AbstractMap<>() {
            @Override
            public Set<Entry<String, Object>> entrySet() {
                throw new IllegalStateException("secret");
            }
        };
        SinkRecord insert = CUSTOMERS.get(3);
        SinkRecord record = new SinkRecord(insert.topic(), 0, insert.keySchema(), insert.key(), null, broken, 3);

        assertThatThrownBy(() -> put(List.of(record)))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("shop.shop.customers-0@3: the record cannot be applied: "
                        + IllegalStateException.class.getName() + "; errors.tolerance=all")
                .hasMessageNotContaining("secret")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void whileRedisIsDownNothingMoreIsReadAndThenAllIsApplied() throws IOException {
        put(CUSTOMERS.subList(0, 3));
        Map<TopicPartition, Long> committable = worker.committable();
        redis.stopServer();
        int before = context.timeouts().size();

        put(CUSTOMERS.subList(3, CUSTOMERS.size()));
        for (int attempt = 0; attempt < 7; attempt++) {
            worker.poll();
        }
        assertThat(context.paused()).containsExactly(PARTITION);
        assertThat(worker.committable()).isEqualTo(committable);
        assertThat(context.timeouts()).hasSize(before + 8);
        assertThat(context.timeouts().get(before)).as("first at once").isEqualTo(1);
        assertThat(context.timeouts().subList(before + 1, before + 8))
                .allSatisfy(delay -> assertThat(delay).isBetween(50L, 1_000L));
        assertThat(context.timeouts().get(before + 7)).isGreaterThanOrEqualTo(500L);

        try (RealRedis restarted = RealRedis.startOn(redis.port())) {
            // It came back empty, and gets everything.
            put(List.of());
            put(List.of());
            assertThat(restarted.hashes()).hasSize(6);
            assertThat(context.paused()).isEmpty();
        }
    }

    @Test
    void whileRedisHasNoMemoryTheRecordsAreKeptAndNothingIsLost() {
        put(CUSTOMERS.subList(0, 1));
        redis.client().configSet("maxmemory", "1");
        put(CUSTOMERS.subList(1, CUSTOMERS.size()));
        assertThat(context.paused()).containsExactly(PARTITION);
        assertThat(redis.hashes()).hasSize(1);

        redis.client().configSet("maxmemory", "0");
        put(List.of());
        assertThat(redis.hashes()).hasSize(6);
        assertThat(context.paused()).isEmpty();
    }

    @Test
    void whileRedisIsAReplicaTheRecordsAreKept() {
        redis.client().replicaof("127.0.0.1", 1);
        put(CUSTOMERS);
        assertThat(redis.hashes()).isEmpty();

        redis.client().replicaofNoOne();
        put(List.of());
        assertThat(redis.hashes()).hasSize(6);
    }

    @Test
    void aConnectionCutBetweenBatchesIsOpenedAnew() {
        put(CUSTOMERS.subList(0, 3));
        redis.client().clientKill(new ClientKillParams().type(ClientType.NORMAL).skipMe(ClientKillParams.SkipMe.YES));

        put(CUSTOMERS.subList(3, CUSTOMERS.size()));
        put(List.of());

        assertThat(redis.hashes()).hasSize(6);
    }

    @Test
    void aMissingPermissionStopsTheTaskWithWhatToDo() {
        redis.client().aclSetUser("default", "-hset");
        try {
            assertThatThrownBy(() -> put(CUSTOMERS))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("NOPERM")
                    .hasMessageContaining("redis.watermark.prefix");
        } finally {
            redis.client().aclSetUser("default", "+hset");
        }
    }

    @Test
    void theRightsThatTheDocumentationNamesAreEnough() {
        redis.client()
                .aclSetUser(
                        "sink",
                        "on",
                        ">pass",
                        "~*",
                        "-@all",
                        "+multi",
                        "+exec",
                        "+del",
                        "+hset",
                        "+select",
                        "+watch",
                        "+unwatch",
                        "+hget",
                        "+hmget",
                        "+hgetall",
                        "+hsetnx");
        start(Map.of("redis.uri", "redis://sink:pass@127.0.0.1:" + redis.port() + "/1"));

        put(CUSTOMERS);

        assertThat(redis.hashes()).isEmpty();
        redis.client().select(1);
        assertThat(redis.hashes()).hasSize(6);
    }

    @Test
    void whatIsInTheAirIsCommittedWithAllBeforeIt() {
        fly(1, 40);
        fly(41, 80);
        assertThat(context.timeouts().get(context.timeouts().size() - 1))
                .as("in the air")
                .isEqualTo(1);

        assertThat(worker.committable()).containsEntry(COUNTERS, 80L);
    }

    @Test
    void whatIsRejectedInTheAirIsNotCommittedAndFailsTheTask() {
        start(Map.of(
                "mappings", "sets",
                "mappings.sets.table", "shop\\.counters",
                "mappings.sets.type", "set",
                "mappings.sets.key", "set:${id}"));
        redis.client().set("set:60", "no set");
        fly(1, 40);
        fly(41, 80);

        assertThat(worker.committable()).isEmpty();
        assertThatThrownBy(worker::poll)
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("mysql.shop.counters-0@59: ");
        assertThat(redis.watermark(COUNTERS.topic(), 0)).containsEntry("offset", "58");
    }

    private void fly(long first, long last) {
        LongStream.rangeClosed(first, last).forEach(id -> worker.append(CounterRecords.written(0, id, id)));
        worker.poll();
    }
}
