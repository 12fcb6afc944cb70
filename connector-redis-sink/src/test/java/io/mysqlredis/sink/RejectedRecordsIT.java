package io.mysqlredis.sink;

import static io.mysqlredis.sink.CounterRecords.TOPIC;
import static io.mysqlredis.sink.CounterRecords.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;

/** Whatever is only half done when Redis goes back, a task fails or another one takes over, is done once in the end. */
class RejectedRecordsIT extends SinkTaskOnRedis {

    private static final TopicPartition ZERO = new TopicPartition(TOPIC, 0);

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

    /** Of which the second is rejected where {@code set:2} is no set. */
    private static final List<SinkRecord> FOUR =
            List.of(written(0, 1, 1), written(0, 2, 2), written(0, 3, 3), written(0, 4, 4));

    private final List<RedisSinkTask> others = new ArrayList<>();

    @AfterEach
    void stopOthers() {
        others.forEach(RedisSinkTask::stop);
    }

    @Test
    void aFlightThatRedisLosesIsFlownAgainThoughTheWatermarkHadGoneBackBeforeItsRejectedRecord() {
        start(SETS_AND_LOG, TOLERANT);
        put(FOUR.subList(0, 1));
        Map<String, byte[]> replica = backup();
        redis.client().set("set:2", "no set");
        CompletableFuture<Void> report = new CompletableFuture<>();
        context.reportGives(report);
        put(FOUR.subList(1, 4));

        failOverTo(replica);
        report.complete(null);
        pollALot();

        assertThat(redis.keys()).contains("set:2", "set:3", "set:4");
        assertThat(logged()).containsExactly(1L, 2L, 3L, 4L);
        assertThat(worker.committable()).containsEntry(ZERO, 4L);
    }

    @Test
    void aFlightThatWasCarriedOutUnheardIsFlownAgainIfRedisLosesIt() throws IOException {
        try (FaultyLink link = new FaultyLink(redis.port())) {
            start(SETS_AND_LOG, Map.of("redis.uri", link.uri()));
            put(FOUR.subList(0, 1));
            Map<String, byte[]> replica = backup();
            link.loseReply();
            FOUR.subList(1, 4).forEach(worker::append);
            worker.poll();
            assertThat(logged()).containsExactly(1L, 2L, 3L, 4L);
            // The task looks and finds it there, and can write nothing.
            redis.client().configSet("maxmemory", "1");
            worker.poll();
            worker.poll();
            redis.client().configSet("maxmemory", "0");

            failOverTo(replica);
            pollALot();

            assertThat(logged()).containsExactly(1L, 2L, 3L, 4L);
            assertThat(redis.client().smembers("set:4")).containsExactly("4");
        }
    }

    @Test
    void afterTheTaskFailedAtARejectedRecordTheEntriesBehindItDoNotComeTwice() {
        start(SETS_AND_LOG);
        redis.client().set("set:2", "no set");
        assertThatThrownBy(() -> put(FOUR)).isInstanceOf(ConnectException.class);

        redis.client().del("set:2");
        drain(takeOver(SETS_AND_LOG));

        assertThat(logged()).as("the rejected record's own may").containsSubsequence(1L, 2L, 3L, 4L);
        assertThat(logged()).filteredOn(number -> number != 2).containsExactly(1L, 3L, 4L);
        assertThat(redis.client().smembers("set:2")).containsExactly("2");
    }

    @Test
    void afterATakeOverWhileTheDeadLetterQueueIsSlowTheEntriesBehindItDoNotComeTwice() {
        start(SETS_AND_LOG, TOLERANT);
        redis.client().set("set:2", "no set");
        context.reportGives(new CompletableFuture<>());
        put(FOUR);

        WorkerStandIn next = takeOver(SETS_AND_LOG, TOLERANT);
        drain(next);

        assertThat(logged()).filteredOn(number -> number != 2).containsExactly(1L, 3L, 4L);
        assertThat(next.committable()).containsEntry(ZERO, 4L);
    }

    @Test
    void entriesThatWereRejectedComeOnceTheyCan() {
        start(SETS_AND_LOG);
        redis.client().set("log", "no stream");
        assertThatThrownBy(() -> put(FOUR)).isInstanceOf(ConnectException.class);

        redis.client().del("log");
        drain(takeOver(SETS_AND_LOG));

        assertThat(logged()).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void aTruncateWhoseDeletesAreLostIsCarriedOutAgain() throws IOException {
        int lost = 0;
        for (int bytes = 300; bytes < 1_000; bytes += 20) {
            redis.client().flushAll();
            try (FaultyLink link = new FaultyLink(redis.port())) {
                start(Map.of("truncate", "apply"), Map.of("redis.uri", link.uri()));
                put(FOUR.subList(0, 2));
                Map<String, byte[]> replica = backup();
                worker.append(CounterRecords.truncated(3));
                link.cutAfter(bytes);
                worker.poll();
                if (redis.keys().isEmpty()
                        && redis.watermark(TOPIC, 0).get("offset").equals("1")) {
                    lost++;
                    failOverTo(replica);
                }
                pollALot();

                assertThat(redis.keys()).as("cut after %d bytes", bytes).isEmpty();
                assertThat(redis.watermark(TOPIC, 0)).containsEntry("offset", "2");
            }
        }
        assertThat(lost).isPositive();
    }

    @Test
    void aPartitionThatWasTakenAndGivenBackDuringAWaitIsReadOn() {
        start(SETS_AND_LOG);
        put(FOUR.subList(0, 1));
        redis.client().configSet("maxmemory", "1");
        worker.append(FOUR.get(1));
        worker.poll();
        assertThat(context.paused()).containsExactly(ZERO);

        worker.close(List.of(ZERO));
        redis.client().configSet("maxmemory", "0");
        worker.open(List.of(ZERO));
        pollALot();

        assertThat(context.paused()).isEmpty();
        assertThat(logged()).containsExactly(1L, 2L);
    }

    @Test
    void theRestOfATransactionIsAppliedThoughTheSourceGoesOnAtAReplica() {
        start();
        put(List.of(
                change(1, 40, "binlog.000001", 100),
                change(11, 50, "binlog.000007", 5_000),
                change(12, 50, "binlog.000007", 6_000)));

        put(List.of(
                change(13, 50, "binlog.000003", 300),
                change(14, 50, "binlog.000003", 400),
                change(15, 51, "binlog.000003", 500)));

        assertThat(redis.keys()).contains("counters:13", "counters:14", "counters:15");
    }

    /** As it stands in a binlog. */
    private static SinkRecord change(long id, long transaction, String file, long position) {
        SinkRecord record = written(0, id, transaction);
        ((Struct) record.value()).getStruct("source").put("file", file).put("pos", position);
        return record;
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

    /** To a replica that has no more than this. */
    private void failOverTo(Map<String, byte[]> replica) {
        redis.client().flushAll();
        replica.forEach((key, dump) -> redis.client().restore(key, 0, dump));
        redis.client().clientKill(new ClientKillParams().type(ClientType.NORMAL).skipMe(ClientKillParams.SkipMe.YES));
    }

    /** The transactions of the entries. */
    private List<Long> logged() {
        return redis.client().xrange("log", (StreamEntryID) null, null).stream()
                .map(entry ->
                        CounterRecords.change(Long.parseLong(entry.getFields().get("ts_ms"))))
                .toList();
    }
}
