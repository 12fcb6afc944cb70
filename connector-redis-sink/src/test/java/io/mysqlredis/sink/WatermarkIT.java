package io.mysqlredis.sink;

import static io.mysqlredis.sink.CounterRecords.TOPIC;
import static io.mysqlredis.sink.CounterRecords.deleted;
import static io.mysqlredis.sink.CounterRecords.deletedIn;
import static io.mysqlredis.sink.CounterRecords.read;
import static io.mysqlredis.sink.CounterRecords.tombstone;
import static io.mysqlredis.sink.CounterRecords.truncated;
import static io.mysqlredis.sink.CounterRecords.written;
import static io.mysqlredis.sink.CounterRecords.writtenIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;
import redis.clients.jedis.params.RestoreParams;

/** What the watermarks in Redis make of lost data, lost replies, other owners and other topics. */
class WatermarkIT extends SinkTaskOnRedis {

    private static final TopicPartition ZERO = new TopicPartition(TOPIC, 0);
    private static final TopicPartition ONE = new TopicPartition(TOPIC, 1);

    private static final Map<String, String> LOG = Map.of(
            "mappings", "log",
            "mappings.log.table", "shop\\.counters",
            "mappings.log.type", "stream",
            "mappings.log.key", "log",
            "mappings.log.columns", "counter");

    private final List<RedisSinkTask> others = new ArrayList<>();
    private RecordingSinkTaskContext otherContext;

    @BeforeEach
    void start() {
        start(Map.of());
    }

    @AfterEach
    void stopOthers() {
        others.forEach(RedisSinkTask::stop);
    }

    @Test
    void theWatermarkTellsHowFarThePartitionIsAndHowFresh() {
        long before = System.currentTimeMillis();
        put(List.of(written(0, 1, 1), written(0, 2, 2)));

        Map<String, String> watermark = redis.watermark(TOPIC, 0);
        assertThat(watermark)
                .containsEntry("offset", "1")
                .containsEntry("committed_at", Long.toString(CounterRecords.committedAt(2)))
                .containsEntry(
                        "source",
                        "source=mysql server_id=1 gtid=3e11fa47-71ca-11e1-9e33-c80aa9429562:2 file=binlog.000001"
                                + " pos=2000 row=0 ts_ms=" + CounterRecords.committedAt(2))
                .containsKeys("timestamp", "owner", "created_at")
                .hasSize(10);
        assertThat(watermark.get("mappings")).startsWith("hash ${table}:${pk} (");
        assertThat(Long.parseLong(watermark.get("applied_at"))).isBetween(before, System.currentTimeMillis());
        assertThat(Long.parseLong(watermark.get("checked_at"))).isBetween(before, System.currentTimeMillis());
    }

    @Test
    void aNewTaskGoesOnAtTheWatermark() {
        put(counted(0, 1, 5));
        redis.client().hset("counters:1", "counter", "untouched");

        WorkerStandIn next = takeOver();
        written(0, 2, 6, 8).forEach(worker::write);
        drain(next);

        assertThat(redis.client().hget("counters:1", "counter")).isEqualTo("untouched");
        assertThat(counter(2)).isEqualTo(8);
        assertThat(next.committable()).containsEntry(ZERO, 8L);
    }

    @Test
    void nothingIsCommittedBeforeTheReaderHasReachedTheWatermark() {
        put(counted(0, 1, 5));

        WorkerStandIn next = takeOver();

        assertThat(next.committable()).isEmpty();
        drain(next);
        assertThat(next.committable()).containsEntry(ZERO, 5L);
    }

    @Test
    void anEmptiedRedisIsFilledAgainUnderLoad() {
        put(counted(0, 1, 5));
        redis.client().flushAll();

        put(written(0, 2, 6, 7));

        assertThat(counter(1)).isEqualTo(5);
        assertThat(counter(2)).isEqualTo(7);
        assertThat(worker.committable()).containsEntry(ZERO, 7L);
    }

    @Test
    void anEmptiedRedisIsFilledAgainWhileNothingHappens() {
        put(counted(0, 1, 5));
        redis.client().flushAll();

        pollUntil(() -> redis.client().exists("counters:1"));

        assertThat(counter(1)).isEqualTo(5);
    }

    @Test
    void aWatermarkThatIsLostAloneHasItsPartitionReadAgain() {
        put(counted(0, 1, 5));
        put(counted(1, 2, 5));
        redis.client().del("__connect:sink:" + TOPIC + ":0", "counters:1");
        redis.client().hset("counters:2", "counter", "untouched");

        drain(worker);
        pollUntil(() -> redis.client().exists("counters:1"));

        assertThat(counter(1)).isEqualTo(5);
        assertThat(redis.client().hget("counters:2", "counter")).isEqualTo("untouched");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRedisThatIsRestoredFromAnOlderStateCatchesUp(boolean reconnects) {
        put(counted(0, 1, 5));
        Map<String, byte[]> backup = backup();
        put(written(0, 2, 6, 9));
        put(written(0, 1, 10, 12));

        restore(backup);
        if (reconnects) {
            killConnections();
        }
        pollUntil(() -> redis.client().exists("counters:2"));

        assertThat(counter(1)).isEqualTo(12);
        assertThat(counter(2)).isEqualTo(9);
    }

    @Test
    void aRedisThatIsRestoredFromTheTimeOfAnotherOwnerCatchesUp() {
        put(counted(0, 1, 5));
        Map<String, byte[]> backup = backup();
        WorkerStandIn next = takeOver();
        written(0, 2, 6, 9).forEach(worker::write);
        drain(next);

        restore(backup);
        pollUntil(next, () -> redis.client().exists("counters:2"));

        assertThat(counter(2)).isEqualTo(9);
        assertThat(redis.watermark(TOPIC, 0)).containsEntry("offset", "8");
    }

    @Test
    void aFlightWhoseReplyIsLostIsNotFlownAgain() throws IOException {
        try (FaultyLink link = new FaultyLink(redis.port())) {
            start(LOG, Map.of("redis.uri", link.uri()));
            put(counted(0, 1, 3));

            link.loseReply();
            put(written(0, 1, 4, 6));
            pollUntil(() -> redis.watermark(TOPIC, 0).get("offset").equals("5"));
            put(written(0, 1, 7, 8));

            assertThat(logged()).containsExactlyElementsOf(numbers(1, 8));
        }
    }

    @Test
    void aFlightThatArrivesAfterItsRetryBeganIsNotFlownAgain() throws IOException {
        try (FaultyLink link = new FaultyLink(redis.port())) {
            start(LOG, Map.of("redis.uri", link.uri()));
            put(counted(0, 1, 3));

            link.holdFlight();
            written(0, 1, 4, 6).forEach(worker::append);
            worker.poll();
            assertThat(link.holdsFlight()).isTrue();
            assertThat(logged()).hasSize(3);
            link.release();
            drain(worker);
            put(written(0, 1, 7, 8));

            assertThat(logged()).containsExactlyElementsOf(numbers(1, 8));
        }
    }

    @Test
    void aFlightThatArrivesAfterItsPartitionMovedDoesNothing() throws IOException {
        try (FaultyLink link = new FaultyLink(redis.port())) {
            start(LOG, Map.of("redis.uri", link.uri()));
            put(counted(0, 1, 3));
            link.holdFlight();
            written(0, 1, 4, 6).forEach(worker::append);
            worker.poll();

            WorkerStandIn next = takeOver(LOG);
            link.release();
            drain(next);

            assertThat(logged()).containsExactlyElementsOf(numbers(1, 6));
        }
    }

    @Test
    void aFlightThatIsCutAnywhereIsAppliedOnce() throws IOException {
        try (FaultyLink link = new FaultyLink(redis.port())) {
            start(LOG, Map.of("redis.uri", link.uri()));
            put(counted(0, 1, 1));
            long transaction = 1;
            for (int bytes = 1; bytes < 1_500; bytes += 7) {
                link.cutAfter(bytes);
                put(List.of(written(0, 1, ++transaction)));
                drain(worker);
            }

            assertThat(logged()).containsExactlyElementsOf(numbers(1, transaction));
        }
    }

    @Test
    void aTaskThatLostItsPartitionUnawaresWritesNothingOfIt() {
        put(counted(0, 1, 5));
        put(counted(1, 2, 5));
        written(0, 1, 6, 7).forEach(worker::write);
        written(1, 2, 6, 7).forEach(worker::write);
        List<SinkRecord> prefetched = worker.fetch();

        WorkerStandIn next = beside();
        next.open(List.of(ZERO));
        drain(next);
        written(0, 1, 8, 9).forEach(worker::write);
        drain(next);
        worker.deliver(prefetched);

        assertThat(counter(1)).isEqualTo(9);
        assertThat(counter(2)).isEqualTo(7);
        written(1, 2, 8, 9).forEach(worker::write);
        worker.poll();
        assertThat(counter(2)).isEqualTo(9);
        assertThat(worker.committable()).containsOnlyKeys(ONE);
        assertThat(redis.watermark(TOPIC, 0)).containsEntry("offset", "8");
    }

    @Test
    void aTaskThatLostItsPartitionBeforeTheNewOwnerWroteWritesNothingEither() {
        start(LOG);
        put(counted(0, 1, 5));
        written(0, 1, 6, 9).forEach(worker::write);
        List<SinkRecord> prefetched = worker.fetch();

        WorkerStandIn next = takeOver(LOG);
        worker.deliver(prefetched);
        worker.poll();
        assertThat(logged()).hasSize(5);
        drain(next);

        assertThat(logged()).containsExactlyElementsOf(numbers(1, 9));
    }

    @Test
    void aTruncateByATaskThatLostItsPartitionRemovesNothing() {
        start(Map.of("truncate", "apply"));
        put(counted(0, 1, 5));
        worker.write(truncated(6));
        List<SinkRecord> prefetched = worker.fetch();
        WorkerStandIn next = takeOver(Map.of("truncate", "apply"));
        worker.write(written(0, 2, 7));
        drain(next);

        worker.deliver(prefetched);

        assertThat(redis.keys()).containsExactly("counters:2");
    }

    @Test
    void anErrantRecordOfATaskThatLostItsPartitionMovesNoWatermark() {
        Map<String, String> members = Map.of(
                "errors.tolerance", "all",
                "mappings", "m",
                "mappings.m.table", "shop\\.counters",
                "mappings.m.type", "set",
                "mappings.m.key", "set:${id}",
                "mappings.m.member", "${counter}");
        start(members);
        redis.client().set("set:2", "no set");
        put(counted(0, 1, 5));
        worker.write(written(0, 2, 6));
        worker.write(written(0, 3, 7));
        List<SinkRecord> prefetched = worker.fetch();
        WorkerStandIn next = takeOver(members);
        drain(next);
        worker.deliver(prefetched);

        assertThat(redis.watermark(TOPIC, 0)).containsEntry("offset", "6");
        assertThat(otherContext.errantRecords()).hasSize(1);
        assertThat(context.errantRecords()).isEmpty();
    }

    @Test
    void aRecordThatRedisRejectedInAFlightWhoseReplyIsLostIsSetAside() throws IOException {
        try (FaultyLink link = new FaultyLink(redis.port())) {
            start(
                    Map.of("redis.uri", link.uri(), "errors.tolerance", "all"),
                    Map.of(
                            "mappings", "m",
                            "mappings.m.table", "shop\\.counters",
                            "mappings.m.type", "set",
                            "mappings.m.key", "set:${id}",
                            "mappings.m.member", "${counter}"));
            put(counted(0, 1, 3));
            redis.client().set("set:2", "no set");
            link.loseReply();
            put(List.of(written(0, 2, 4), written(0, 1, 5)));
            pollUntil(() -> redis.watermark(TOPIC, 0).get("offset").equals("4"));

            assertThat(context.errantRecords()).hasSize(1);
        }
    }

    @Test
    void aTopicThatWasCreatedAgainWithAsManyRecordsIsReadFromItsBeginning() {
        put(counted(0, 1, 5));

        worker.recreate(ZERO);
        written(0, 2, 1, 5).forEach(record -> worker.write(later(record)));
        drain(takeOver());

        assertThat(counter(2)).isEqualTo(5);
        assertThat(redis.watermark(TOPIC, 0)).containsEntry("offset", "4");
    }

    @Test
    void aTopicThatWasCreatedAgainAndIsShorterIsReadFromItsBeginning() {
        put(counted(0, 1, 5));

        worker.recreate(ZERO);
        written(0, 2, 1, 2).forEach(worker::write);
        drain(takeOver());

        assertThat(counter(2)).isEqualTo(2);
        assertThat(redis.watermark(TOPIC, 0)).containsEntry("offset", "1");
    }

    @Test
    void aTopicThatWasCreatedAgainAndIsLongerIsReadFromItsBeginning() {
        put(counted(0, 1, 5));

        worker.recreate(ZERO);
        written(0, 2, 1, 20).forEach(record -> worker.write(later(record)));
        drain(takeOver());

        assertThat(counter(2)).isEqualTo(20);
        assertThat(redis.watermark(TOPIC, 0)).containsEntry("offset", "19");
    }

    @Test
    void aTopicThatIsCreatedAgainWhileTheTaskReadsItIsReadFromItsBeginning() {
        put(counted(0, 1, 5));

        worker.recreate(ZERO);
        written(0, 2, 1, 2).forEach(worker::write);
        drain(worker);

        assertThat(counter(2)).isEqualTo(2);
        assertThat(redis.watermark(TOPIC, 0)).containsEntry("offset", "1");
    }

    @Test
    void aRecordThatIsGoneWhereTheWatermarkStandsIsPassedOver() {
        put(counted(0, 1, 5));

        worker.recreate(ZERO);
        worker.write(at(7, written(0, 2, 8)));
        drain(takeOver());

        assertThat(counter(2)).isEqualTo(8);
        assertThat(redis.watermark(TOPIC, 0)).containsEntry("offset", "7");
    }

    @Test
    void aSourceThatRepeatsItselfTakesNoRowBack() {
        put(written(0, 1, 1, 9));
        for (long again = 5; again <= 9; again++) {
            put(List.of(written(0, 1, again)));
            assertThat(counter(1)).isEqualTo(9);
        }
        assertThat(redis.watermark(TOPIC, 0)).containsEntry("offset", "13");

        WorkerStandIn next = takeOver();
        for (long again = 7; again <= 10; again++) {
            worker.write(written(0, 1, again));
            drain(next);
            assertThat(counter(1)).isGreaterThanOrEqualTo(9);
        }
        assertThat(counter(1)).isEqualTo(10);
    }

    @Test
    void aLastTransactionThatIsToldOnceMoreShowsNoRowAsItWasInItsMiddle() {
        List<SinkRecord> transaction =
                List.of(writtenIn(7, 0, 1, 10), deletedIn(7, 0, 1, 11), tombstone(0, 1), writtenIn(7, 0, 1, 12));
        put(transaction);
        transaction.forEach(worker::write);

        WorkerStandIn next = takeOver();
        for (long offset = 3; offset < 8; offset++) {
            next.deliver(next.fetch(1));
            assertThat(counter(1)).as("after offset %d", offset).isEqualTo(12);
        }

        assertThat(redis.watermark(TOPIC, 0)).containsEntry("offset", "7");
        worker.write(writtenIn(7, 0, 1, 13));
        drain(next);
        assertThat(counter(1)).isEqualTo(13);
    }

    @Test
    void whatIsKeptBackOfATransactionIsAppliedBeforeABadRecordFailsTheTask() {
        put(List.of(writtenIn(7, 0, 1, 10), writtenIn(7, 0, 2, 11)));
        redis.client().del("counters:1");

        SinkRecord bad = new SinkRecord(TOPIC, 0, null, null, null, "bad", 0);
        assertThatThrownBy(() -> put(List.of(writtenIn(7, 0, 1, 10), bad))).hasMessageContaining(TOPIC + "-0@3");

        assertThat(counter(1)).isEqualTo(10);
        assertThat(redis.watermark(TOPIC, 0)).containsEntry("offset", "2");
    }

    @Test
    void aRepeatWhoseFirstTellingWasCompactedAwayIsApplied() {
        // The change of row 1 came at offset 0 first, and was dropped for its repeat.
        worker.write(at(1, written(0, 2, 2)));
        worker.write(written(0, 3, 3));
        worker.write(written(0, 1, 1));
        worker.write(written(0, 2, 2));
        worker.open(List.of(ZERO));
        drain(worker);

        assertThat(counter(1)).isEqualTo(1);
        assertThat(counter(2)).isEqualTo(2);
        assertThat(counter(3)).isEqualTo(3);
    }

    @Test
    void aRepeatWhoseFirstTellingWasCompactedAwayIsAppliedAlsoByTheNextTask() {
        worker.write(at(1, written(0, 2, 2)));
        worker.write(written(0, 3, 3));
        worker.open(List.of(ZERO));
        drain(worker);
        worker.write(written(0, 1, 1));
        drain(takeOver());

        assertThat(counter(1)).isEqualTo(1);
    }

    @Test
    void aRepeatedDeleteDoesNotRemoveTheRowThatCameAfterIt() {
        put(List.of(written(0, 1, 1), deleted(0, 1, 2), written(0, 1, 3)));

        put(List.of(deleted(0, 1, 2)));

        assertThat(counter(1)).isEqualTo(3);
    }

    @Test
    void theTombstoneOfARepeatedDeleteDoesNotRemoveTheRowThatCameAfterIt() {
        put(List.of(written(0, 1, 1), deleted(0, 1, 2), tombstone(0, 1), written(0, 1, 3)));

        put(List.of(deleted(0, 1, 2)));
        put(List.of(tombstone(0, 1)));

        assertThat(counter(1)).isEqualTo(3);
    }

    @Test
    void theTombstoneOfARepeatedDeleteDoesNotRemoveItForTheNextTaskEither() {
        put(List.of(written(0, 1, 1), deleted(0, 1, 2), tombstone(0, 1), written(0, 1, 3)));
        put(List.of(deleted(0, 1, 2)));
        worker.write(tombstone(0, 1));

        drain(takeOver());

        assertThat(counter(1)).isEqualTo(3);
    }

    @Test
    void aTombstoneThatASourceWroteLateDoesNotRemoveTheRowThatCameAfterItsDelete() {
        put(List.of(written(0, 1, 1), deleted(0, 1, 2), tombstone(0, 1), written(0, 1, 3)));

        put(List.of(tombstone(0, 1), tombstone(0, 1), written(0, 1, 3)));

        assertThat(counter(1)).isEqualTo(3);
    }

    @Test
    void aTombstoneThatASourceWroteLateDoesNotRemoveItForTheNextTaskEither() {
        put(List.of(written(0, 1, 1), deleted(0, 1, 2), tombstone(0, 1), written(0, 1, 3)));
        worker.write(tombstone(0, 1));

        drain(takeOver());

        assertThat(counter(1)).isEqualTo(3);
    }

    @Test
    void whatASnapshotReadsIsAlwaysApplied() {
        put(written(0, 1, 1, 9));

        put(List.of(read(0, 1, 4)));

        assertThat(counter(1)).isEqualTo(4);
    }

    @Test
    void whatIsRepeatedIsAppliedWhereRedisLostIt() {
        put(written(0, 1, 1, 9));
        redis.client().flushAll();

        put(written(0, 1, 5, 9));

        assertThat(counter(1)).isEqualTo(9);
    }

    @Test
    void withoutWatermarksNoKeyIsAdded() {
        start(Map.of("redis.watermark.enabled", "false"));

        put(counted(0, 1, 5));
        killConnections();
        put(counted(0, 2, 5));
        drain(worker);

        assertThat(redis.client().keys("*")).containsExactlyInAnyOrder("counters:1", "counters:2");
        assertThat(worker.committable()).containsEntry(ZERO, 10L);
    }

    @Test
    void watermarksStandUnderTheirPrefix() {
        start(Map.of("redis.watermark.prefix", "how-far"));

        put(counted(0, 1, 5));

        assertThat(redis.client().keys("*")).containsExactlyInAnyOrder("counters:1", "how-far:sink:" + TOPIC + ":0");
    }

    @Test
    void aUserThatMayNotWriteWatermarksIsToldAtOnce() {
        redis.client().aclSetUser("reader", "on", ">secret", "~counters:*", "+@all");
        Map<String, String> reader = Map.of("redis.uri", "redis://reader:secret@127.0.0.1:" + redis.port());
        assertThatThrownBy(() -> {
                    start(reader);
                    put(counted(0, 1, 5));
                })
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("NOPERM")
                .hasMessageContaining(", at the watermark's key __connect:sink:" + TOPIC + ":0; allow user reader")
                .hasMessageContaining("the keys __connect:sink:*, or let redis.watermark.prefix name others")
                .hasMessageContaining("redis.watermark.enabled=false")
                .hasMessageContaining("the user's rights")
                .hasMessageNotContaining("secret");
        assertThat(redis.keys()).isEmpty();
        assertThat(Validated.errors(settings(reader)))
                .containsOnlyKeys("redis.watermark.prefix")
                .asString()
                .contains("NOPERM", "allow user reader", "the keys __connect:sink:*");
        assertThat(Validated.errors(settings(reader, Map.of("redis.watermark.enabled", "false"))))
                .isEmpty();
    }

    @Test
    void aUserThatMayNotWatchIsToldBeforeATaskRuns() {
        redis.client().aclSetUser("sink", "on", ">secret", "~*", "+@all", "-watch");

        assertThat(Validated.errors(settings(Map.of("redis.user", "sink", "redis.password", "secret"))))
                .containsOnlyKeys("redis.watermark.prefix")
                .asString()
                .contains("'watch' command");
        assertThat(redis.client().keys("*")).isEmpty();
    }

    @Test
    void validationLeavesNothingBehind() {
        assertThat(Validated.errors(settings())).isEmpty();

        assertThat(redis.client().keys("*")).isEmpty();
    }

    @Test
    void validationPassesARedisThatTakesNoWritesJustNow() {
        redis.client().configSet("maxmemory", "1");

        assertThat(Validated.errors(settings())).isEmpty();
    }

    @Test
    void aKeyOfAnotherTypeInTheWatermarksPlaceIsNamed() {
        redis.client().set("__connect:sink:" + TOPIC + ":0", "text");

        assertThatThrownBy(() -> put(counted(0, 1, 5)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("something else at the watermark's key __connect:sink:" + TOPIC + ":0: WRONGTYPE")
                .hasMessageContaining("then remove or rename it, or let redis.watermark.prefix name another place");
        assertThat(redis.keys()).isEmpty();
    }

    private static List<SinkRecord> counted(int partition, long id, long transactions) {
        return written(partition, id, 1, transactions);
    }

    private static SinkRecord later(SinkRecord record) {
        return record.newRecord(
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                record.key(),
                record.valueSchema(),
                record.value(),
                record.timestamp() + 60_000);
    }

    private static SinkRecord at(long offset, SinkRecord record) {
        return new SinkRecord(
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                record.key(),
                record.valueSchema(),
                record.value(),
                offset,
                record.timestamp(),
                record.timestampType());
    }

    private long counter(long id) {
        return Long.parseLong(redis.client().hget("counters:" + id, "counter"));
    }

    /** The transactions that were logged, in order. */
    private List<Long> logged() {
        return redis.client().xrange("log", (StreamEntryID) null, null).stream()
                .map(entry ->
                        CounterRecords.change(Long.parseLong(entry.getFields().get("ts_ms"))))
                .toList();
    }

    private static List<Long> numbers(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    private WorkerStandIn takeOver() {
        return takeOver(Map.of());
    }

    private WorkerStandIn takeOver(Map<String, String> settings) {
        return worker.takeOver(another(settings), otherContext);
    }

    private WorkerStandIn beside() {
        RedisSinkTask another = another(Map.of());
        return worker.beside(another, otherContext);
    }

    private RedisSinkTask another(Map<String, String> settings) {
        otherContext = new RecordingSinkTaskContext();
        RedisSinkTask other = new RedisSinkTask();
        others.add(other);
        other.initialize(otherContext);
        other.start(settings(settings));
        return other;
    }

    private static void drain(WorkerStandIn worker) {
        worker.put(List.of());
        worker.put(List.of());
    }

    private void pollUntil(BooleanSupplier condition) {
        pollUntil(worker, condition);
    }

    /** As the framework does it, which calls a task again and again. */
    private static void pollUntil(WorkerStandIn worker, BooleanSupplier condition) {
        await().pollInSameThread().until(() -> {
            worker.poll();
            return condition.getAsBoolean();
        });
        drain(worker);
    }

    private Map<String, byte[]> backup() {
        Map<String, byte[]> backup = new HashMap<>();
        redis.client().keys("*").forEach(key -> backup.put(key, redis.client().dump(key)));
        return backup;
    }

    private void restore(Map<String, byte[]> backup) {
        redis.client().flushAll();
        backup.forEach((key, dump) -> redis.client()
                .restore(key, 0, dump, RestoreParams.restoreParams().replace()));
    }

    private void killConnections() {
        redis.client().clientKill(new ClientKillParams().type(ClientType.NORMAL).skipMe(ClientKillParams.SkipMe.YES));
    }
}
