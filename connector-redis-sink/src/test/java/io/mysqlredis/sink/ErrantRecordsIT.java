package io.mysqlredis.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** What becomes of records that cannot be applied, and of those around them. */
class ErrantRecordsIT extends SinkTaskOnRedis {

    private static final List<SinkRecord> CUSTOMERS = RecordedRecords.of("json-default.shop.shop.customers");
    private static final SinkRecord KEYLESS =
            RecordedRecords.of("json-default.shop.shop.no_pk").get(1);

    private static final Map<String, String> NAMES = Map.of(
            "mappings", "names",
            "mappings.names.table", "shop\\.customers",
            "mappings.names.type", "set",
            "mappings.names.key", "name:${name}");

    @Test
    void aBadRecordIsSetAsideAndItsNeighboursAreApplied() {
        start(Map.of("errors.tolerance", "all"));

        put(List.of(CUSTOMERS.get(0), KEYLESS, CUSTOMERS.get(3)));

        assertThat(context.errantRecords()).containsExactly(KEYLESS);
        assertThat(context.errors())
                .singleElement()
                .asString()
                .startsWith("shop.shop.no_pk-0@1: the record cannot be applied: it has no key")
                .doesNotContain("errors.tolerance");
        assertThat(redis.hashes()).containsOnlyKeys("customers:1", "customers:10");
    }

    @Test
    void aRecordThatRedisRejectsIsSetAsideAndItsNeighboursAreApplied() {
        start(NAMES, Map.of("errors.tolerance", "all"));
        redis.client().set("name:Bob", "no set");

        put(CUSTOMERS.subList(0, 3));

        assertThat(context.errantRecords()).containsExactly(CUSTOMERS.get(1));
        assertThat(context.errors()).singleElement().asString().contains("WRONGTYPE");
        assertThat(redis.client().smembers("name:Ada")).containsExactly("1");
        assertThat(redis.client().smembers("name:Cy")).containsExactly("3");
    }

    @Test
    void withoutToleranceARejectedRecordFailsTheTaskAndItsNeighboursAreNotHarmed() {
        start(NAMES);
        redis.client().set("name:Bob", "no set");

        assertThatThrownBy(() -> put(CUSTOMERS.subList(0, 3)))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        "shop.shop.customers-0@1: the record cannot be applied: Redis rejects its command SADD: WRONGTYPE")
                .hasMessageContaining("errors.deadletterqueue.topic.name");
        assertThat(redis.client().smembers("name:Ada")).containsExactly("1");
        assertThat(redis.client().smembers("name:Cy")).containsExactly("3");
        assertThat(context.errantRecords()).isEmpty();
    }

    @Test
    void aRightThatTheUserLacksIsNoFaultOfTheRecord() {
        redis.client().aclSetUser("sink", "on", ">secret", "~__connect:*", "+@all");
        start(NAMES, Map.of("errors.tolerance", "all", "redis.user", "sink", "redis.password", "secret"));

        assertThatThrownBy(() -> put(CUSTOMERS.subList(0, 3)))
                .isInstanceOf(ConnectException.class)
                .isNotInstanceOf(DataException.class)
                .hasMessageContaining("NOPERM")
                .hasMessageContaining(", at SADD of the record shop.shop.customers-0@0; allow user sink this command")
                .hasMessageContaining("correct redis.user or ")
                .hasMessageNotContaining("secret");
        assertThat(context.errantRecords()).isEmpty();
    }

    @Test
    void aValueThatIsTooLargeForRedisIsSetAsideAndNotTriedForEver() {
        redis.client().configSet("proto-max-bulk-len", "1048576");
        start(Map.of("errors.tolerance", "all"));
        SinkRecord large = withName(CUSTOMERS.get(3), "x".repeat(2_000_000));

        put(List.of(CUSTOMERS.get(0), large, CUSTOMERS.get(2)));

        assertThat(context.errantRecords()).containsExactly(large);
        assertThat(context.errors())
                .singleElement()
                .asString()
                .contains(
                        "it makes a value of 2000000 bytes, and Redis takes no more than 1048576 (proto-max-bulk-len)");
        assertThat(redis.hashes()).containsOnlyKeys("customers:1", "customers:3");
    }

    @Test
    void aValueThatIsTooLargeIsNotCommittedAndFailsTheTaskAlsoFromTheAir() {
        // Where watermarks are due, nothing stays in the air.
        clock = InstantSource.fixed(Instant.now());
        redis.client().configSet("proto-max-bulk-len", "1048576");
        start(Map.of());
        put(CUSTOMERS.subList(0, 1));
        for (int i = 0; i < 40; i++) {
            worker.append(withName(CUSTOMERS.get(3), i == 39 ? "x".repeat(2_000_000) : "x"));
        }
        worker.poll();

        assertThat(worker.committable()).isEmpty();
        // Sent again, and learned in the call after that.
        worker.poll();
        assertThatThrownBy(worker::poll).isInstanceOf(DataException.class).hasMessageContaining("2000000 bytes");
    }

    @Test
    void aRowOfTenMegabytesIsApplied() {
        start(Map.of());

        put(List.of(withName(CUSTOMERS.get(3), "x".repeat(10 << 20)), CUSTOMERS.get(0)));

        assertThat(redis.client().hstrlen("customers:10", "name")).isEqualTo(10 << 20);
        assertThat(redis.hashes()).hasSize(2);
    }

    @Test
    void orderPerKeyHoldsAroundASkippedRecord() {
        start(Map.of("errors.tolerance", "all"));
        List<SinkRecord> records = new ArrayList<>(CUSTOMERS);
        records.add(3, KEYLESS);
        records.add(7, KEYLESS);

        put(records);

        assertThat(context.errantRecords())
                .hasSize(2)
                .allSatisfy(record -> assertThat(record.key()).isNull());
        assertThat(redis.hashes()).hasSize(6);
        assertThat(redis.hashes().get("customers:1")).containsEntry("name", "Ada L");
    }

    @Test
    void anErrantRecordIsReportedOnceThoughRedisTakesNothing() {
        start(Map.of("errors.tolerance", "all"));
        redis.client().configSet("maxmemory", "1");
        put(List.of(CUSTOMERS.get(0), KEYLESS));
        worker.poll();
        assertThat(redis.hashes()).isEmpty();

        redis.client().configSet("maxmemory", "0");
        put(List.of());

        assertThat(context.errantRecords()).containsExactly(KEYLESS);
        assertThat(redis.hashes()).hasSize(1);
    }

    @Test
    void aDeadLetterQueueThatTakesAMomentStopsNothing() {
        start(Map.of("errors.tolerance", "all"));
        context.reportGives(new CompletableFuture<Void>().completeOnTimeout(null, 200, TimeUnit.MILLISECONDS));

        put(List.of(CUSTOMERS.get(0), KEYLESS, CUSTOMERS.get(3)));

        assertThat(redis.hashes()).hasSize(2);
        assertThat(worker.committable()).hasSize(2);
        assertThat(context.paused()).isEmpty();
        assertThat(context.timeouts()).doesNotContain(0L);
    }

    @Test
    void nothingPassesARecordBeforeTheDeadLetterQueueHasIt() {
        start(Map.of("errors.tolerance", "all"));
        CompletableFuture<Void> report = new CompletableFuture<>();
        context.reportGives(report);

        put(List.of(CUSTOMERS.get(0), KEYLESS, CUSTOMERS.get(3)));
        worker.poll();

        assertThat(redis.hashes()).isEmpty();
        assertThat(worker.committable()).isEmpty();
        assertThat(context.paused()).hasSize(2);

        report.complete(null);
        worker.poll();

        assertThat(redis.hashes()).hasSize(2);
        assertThat(worker.committable()).hasSize(2);
        assertThat(context.paused()).isEmpty();
    }

    @Test
    void aRecordThatIsRejectedHoldsTheWatermarkUntilTheDeadLetterQueueHasIt() {
        start(NAMES, Map.of("errors.tolerance", "all"));
        redis.client().set("name:Bob", "no set");
        CompletableFuture<Void> report = new CompletableFuture<>();
        context.reportGives(report);

        put(CUSTOMERS.subList(0, 3));
        worker.poll();

        assertThat(redis.watermark("shop.shop.customers", 0)).containsEntry("offset", "0");
        assertThat(worker.committable()).isEmpty();

        report.complete(null);
        worker.poll();

        assertThat(redis.watermark("shop.shop.customers", 0)).containsEntry("offset", "2");
        assertThat(context.errantRecords()).containsExactly(CUSTOMERS.get(1));
    }

    @Test
    void afterARejectedRecordFailedTheTaskTheNextOneFailsAtItAgain() {
        start(NAMES);
        redis.client().set("name:Bob", "no set");
        for (int start = 0; start < 3; start++) {
            assertThatThrownBy(() -> put(CUSTOMERS.subList(0, 3))).hasMessageContaining("shop.shop.customers-0@1");
            start(NAMES);
        }

        redis.client().del("name:Bob");
        put(CUSTOMERS.subList(0, 3));

        assertThat(redis.client().smembers("name:Bob")).containsExactly("2");
    }

    @Test
    void whatCameBeforeABadRecordIsAppliedBeforeTheTaskFails() {
        start(Map.of());

        assertThatThrownBy(() -> put(List.of(CUSTOMERS.get(0), KEYLESS, CUSTOMERS.get(3))))
                .hasMessageContaining("no_pk-0@1");

        assertThat(redis.hashes()).containsOnlyKeys("customers:1", "customers:10");
    }

    @Test
    void nothingIsCommittedBehindABadRecordWhileRedisIsAway() {
        start(Map.of("redis.watermark.enabled", "false"));
        put(List.of(CUSTOMERS.get(0)));
        put(RecordedRecords.of("json-default.shop.shop.order_lines").subList(0, 1));
        redis.client().configSet("maxmemory", "1");
        worker.append(CUSTOMERS.get(1));
        SinkRecord second =
                RecordedRecords.of("json-default.shop.shop.order_lines").get(1);
        worker.append(second.newRecord(second.topic(), 0, null, null, second.valueSchema(), second.value(), 0L));

        worker.poll();

        assertThat(worker.committable()).containsEntry(new TopicPartition(second.topic(), 0), 1L);
        redis.client().configSet("maxmemory", "0");
        assertThatThrownBy(worker::poll).isInstanceOf(DataException.class);
    }

    @Test
    void aMappingThatDoesNotFitItsTableIsNoMatterOfOneRecord() {
        start(
                Map.of("mappings", "x", "mappings.x.table", "shop\\.customers", "mappings.x.key", "email:${email}"),
                Map.of("errors.tolerance", "all"));

        assertThatThrownBy(() -> put(CUSTOMERS))
                .isInstanceOf(ConnectException.class)
                .isNotInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        "shop.shop.customers-0@0: one entry of mappings.x could be that of several rows")
                .hasMessageContaining("mappings.x.shared=single-partition");
        assertThat(context.errantRecords()).isEmpty();
    }

    private static SinkRecord withName(SinkRecord insert, String name) {
        // A copy, since the recorded one is shared.
        SinkRecord copy = RecordedRecords.of("json-default.shop.shop.customers").get((int) insert.kafkaOffset());
        ((Struct) copy.value()).getStruct("after").put("name", name);
        return copy;
    }
}
