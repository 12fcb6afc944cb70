package io.mysqlredis.sink;

import static io.mysqlredis.sink.CounterRecords.TOPIC;
import static io.mysqlredis.sink.CounterRecords.deleted;
import static io.mysqlredis.sink.CounterRecords.tombstone;
import static io.mysqlredis.sink.CounterRecords.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.StreamEntryID;

/** Two or three things that go wrong at the worst moment lose nothing, bring nothing back and repeat nothing. */
class UnluckyMomentsIT extends SinkTaskOnRedis {

    private static final TopicPartition ZERO = new TopicPartition(TOPIC, 0);
    private static final TopicPartition ONE = new TopicPartition(TOPIC, 1);

    private static final Map<String, String> SETS_AND_LOG = Map.of(
            "mappings", "sets,log",
            "mappings.sets.table", "shop\\.counters",
            "mappings.sets.type", "set",
            "mappings.sets.key", "set:${id}",
            "mappings.sets.member", "${counter}",
            "mappings.log.table", "shop\\.counters",
            "mappings.log.type", "stream",
            "mappings.log.key", "log",
            "mappings.log.columns", "counter");

    private static final Map<String, String> TOLERANT = Map.of("errors.tolerance", "all");

    private static final List<SinkRecord> FOUR =
            List.of(written(0, 1, 1), written(0, 2, 2), written(0, 3, 3), written(0, 4, 4));

    private final List<RedisSinkTask> others = new ArrayList<>();

    @AfterEach
    void stopOthers() {
        others.forEach(RedisSinkTask::stop);
    }

    @Test
    void withoutWatermarksWhatIsHandedOutOfAPartitionThatIsAssignedDuringAWaitIsNotLost() {
        start(Map.of("redis.watermark.enabled", "false"));
        put(List.of(written(0, 1, 1)));
        redis.client().configSet("maxmemory", "1");
        worker.append(written(0, 1, 2));
        worker.poll();
        worker.poll();

        worker.write(written(1, 2, 3));
        worker.open(List.of(ONE));
        worker.poll();
        redis.client().configSet("maxmemory", "0");
        pollALot();
        worker.write(written(1, 3, 4));
        pollALot();

        assertThat(redis.keys()).contains("counters:1", "counters:3");
        assertThat(worker.committable())
                .as("would be committed past the lost one")
                .containsEntry(ONE, 2L);
        assertThat(redis.keys()).contains("counters:2");
    }

    /** As every rebalance of the default, eager protocol has it. */
    @Test
    void withoutWatermarksARebalanceDuringAWaitLosesNothing() {
        start(Map.of("redis.watermark.enabled", "false"));
        redis.client().configSet("maxmemory", "1");
        worker.append(written(0, 1, 1));
        worker.poll();
        worker.poll();

        worker.close(List.of(ZERO));
        worker.open(List.of(ZERO));
        worker.poll();
        redis.client().configSet("maxmemory", "0");
        pollALot();

        assertThat(redis.keys()).contains("counters:1");
    }

    @Test
    void entriesThatACopyHasBehindItsWatermarkDoNotComeTwice() {
        start(SETS_AND_LOG, TOLERANT);
        put(FOUR.subList(0, 1));
        redis.client().set("set:2", "no set");
        CompletableFuture<Void> report = new CompletableFuture<>();
        context.reportGives(report);
        put(FOUR.subList(1, 4));
        assertThat(redis.watermark(TOPIC, 0)).containsEntry("offset", "0").containsKey("rejected");
        Map<String, byte[]> copy = backup();
        report.complete(null);
        pollALot();
        assertThat(redis.watermark(TOPIC, 0)).containsEntry("offset", "3");

        redis.client().flushAll();
        await("the first record is written anew").until(() -> {
            worker.deliver(worker.fetch(1));
            return "0".equals(redis.watermark(TOPIC, 0).get("offset"));
        });
        restore(copy);
        assertThat(logged()).containsExactly(1L, 2L, 3L, 4L);
        pollALot();

        assertThat(redis.watermark(TOPIC, 0)).containsEntry("offset", "3");
        assertThat(logged()).filteredOn(number -> number != 2).containsExactly(1L, 3L, 4L);
    }

    @Test
    void aCopyOfTheFormerTopicAtTheSameOffsetIsNotTakenForTheNewOne() {
        start(Map.of());
        put(List.of(written(0, 1, 1), written(0, 2, 2), written(0, 3, 3)));
        Map<String, byte[]> copy = backup();
        worker.recreate(ZERO);
        worker.close(List.of(ZERO));
        List.of(written(0, 4, 4), written(0, 5, 5), written(0, 6, 6)).forEach(record -> worker.write(later(record)));
        worker.open(List.of(ZERO));
        pollALot();
        assertThat(redis.keys()).contains("counters:4", "counters:5", "counters:6");

        restore(copy);
        put(List.of(later(written(0, 7, 7))));
        pollALot();

        assertThat(redis.keys()).contains("counters:4", "counters:5", "counters:6", "counters:7");
    }

    @Test
    void aTombstoneWhoseDeleteWasCompactedAwayBeforeItWasAppliedRemovesTheRow() {
        start(Map.of());
        put(List.of(written(0, 9, 1), written(0, 1, 2), written(0, 1, 3)));
        redis.client().configSet("maxmemory", "1");
        worker.append(deleted(0, 1, 4));
        worker.poll();
        worker.poll();
        assertThat(redis.watermark(TOPIC, 0)).containsEntry("offset", "2");

        // While Redis takes no writes the topic is compacted, and a rebalance takes the partition and gives it back.
        worker.write(tombstone(0, 1));
        worker.compact(ZERO, Long.MAX_VALUE);
        worker.close(List.of(ZERO));
        redis.client().configSet("maxmemory", "0");
        worker.open(List.of(ZERO));
        pollALot();

        assertThat(redis.watermark(TOPIC, 0)).containsEntry("offset", "4");
        assertThat(redis.keys()).containsExactly("counters:9");
    }

    @Test
    void aTombstoneWhoseDeleteWasCompactedAwayRemovesTheRowThoughRedisWentBack() {
        start(Map.of());
        put(List.of(written(0, 9, 1), written(0, 1, 2)));
        Map<String, byte[]> copy = backup();
        put(List.of(written(0, 1, 3)));
        redis.client().configSet("maxmemory", "1");
        worker.append(deleted(0, 1, 4));
        worker.poll();
        worker.poll();

        worker.write(tombstone(0, 1));
        worker.compact(ZERO, Long.MAX_VALUE);
        redis.client().configSet("maxmemory", "0");
        restore(copy);
        pollALot();

        assertThat(redis.watermark(TOPIC, 0)).containsEntry("offset", "4");
        assertThat(redis.keys()).containsExactly("counters:9");
    }

    @Test
    void entriesThatCouldNotComeBeforeComeOnceThoughAReplyIsLost() throws IOException {
        start(SETS_AND_LOG);
        redis.client().set("log", "no stream");
        assertThatThrownBy(() -> put(FOUR)).isInstanceOf(ConnectException.class);

        redis.client().del("log");
        try (FaultyLink link = new FaultyLink(redis.port())) {
            WorkerStandIn next = takeOver(SETS_AND_LOG, Map.of("redis.uri", link.uri()));
            link.loseReply();
            drain(next);
            drain(next);
            drain(next);
        }

        assertThat(logged()).containsExactly(1L, 2L, 3L, 4L);
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

    @SafeVarargs
    private WorkerStandIn takeOver(Map<String, String>... settings) {
        RecordingSinkTaskContext itsContext = new RecordingSinkTaskContext();
        RedisSinkTask other = new RedisSinkTask();
        others.add(other);
        other.initialize(itsContext);
        other.start(settings(settings));
        return worker.takeOver(other, itsContext);
    }

    private static void drain(WorkerStandIn worker) {
        worker.put(List.of());
        worker.put(List.of());
    }

    private void pollALot() {
        for (int i = 0; i < 10; i++) {
            worker.poll();
        }
    }

    private Map<String, byte[]> backup() {
        Map<String, byte[]> backup = new HashMap<>();
        redis.client().keys("*").forEach(key -> backup.put(key, redis.client().dump(key)));
        return backup;
    }

    private void restore(Map<String, byte[]> copy) {
        redis.client().flushAll();
        copy.forEach((key, dump) -> redis.client().restore(key, 0, dump));
    }

    /** The transactions of the entries. */
    private List<Long> logged() {
        return redis.client().xrange("log", (StreamEntryID) null, null).stream()
                .map(entry ->
                        CounterRecords.change(Long.parseLong(entry.getFields().get("ts_ms"))))
                .toList();
    }
}
