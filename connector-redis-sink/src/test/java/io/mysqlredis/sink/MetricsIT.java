package io.mysqlredis.sink;

import static io.mysqlredis.sink.CounterRecords.TOPIC;
import static io.mysqlredis.sink.CounterRecords.change;
import static io.mysqlredis.sink.CounterRecords.deleted;
import static io.mysqlredis.sink.CounterRecords.read;
import static io.mysqlredis.sink.CounterRecords.tombstone;
import static io.mysqlredis.sink.CounterRecords.truncated;
import static io.mysqlredis.sink.CounterRecords.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.JmxReporter;
import org.apache.kafka.common.metrics.KafkaMetricsContext;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** What a task's metrics show of what it did to a real Redis, whatever happened on the way. */
class MetricsIT extends SinkTaskOnRedis {

    private static final String COUNTERS = "shop.counters";
    private static final TopicPartition ZERO = new TopicPartition(TOPIC, 0);
    private static final String CUSTOMERS = "shop.customers";

    private static final Map<String, String> NAMES = Map.of(
            "mappings", "names",
            "mappings.names.table", "shop\\.customers",
            "mappings.names.type", "set",
            "mappings.names.key", "name:${name}");

    @Test
    void eachRecordCountsOnceAsThatWhichBecameOfIt() {
        start(Map.of(
                "truncate", "apply", "errors.tolerance", "all", "mappings", "x", "mappings.x.table", "shop\\.c.*"));
        List<SinkRecord> records = new ArrayList<>(List.of(read(0, 1, 1), read(0, 2, 1)));
        records.addAll(written(0, 1, 2, 9));
        records.addAll(List.of(deleted(0, 2, 10), tombstone(0, 2), written(0, 3, 11), truncated(12)));
        // A repeat; a table that no mapping takes; one without a key; a heartbeat.
        records.add(written(0, 1, 5));
        records.add(RecordedRecords.of("json-default.shop.shop.order_lines").get(0));
        records.add(new SinkRecord(TOPIC, 0, null, null, Schema.STRING_SCHEMA, "no row", 0));
        records.add(RecordedRecords.of("json-default.__debezium-heartbeat.shop").get(0));
        put(records);

        assertCounts(Map.of(
                "records-received-total", 18L,
                "records-applied-total", 13L,
                "records-unmatched-total", 1L,
                "records-repeated-total", 1L,
                "records-errant-total", 1L,
                "records-unchanging-total", 2L,
                "records-skipped-total", 0L));
        assertThat(context.metric("records-applied-total", COUNTERS)).isEqualTo(13L);
        assertThat(context.metric("deletes-total", COUNTERS)).isEqualTo(1L);
        assertThat(context.metric("snapshot-rows-total", COUNTERS)).isEqualTo(2L);
        assertThat(context.metric("records-pending")).isEqualTo(0);
        assertThat(context.metric("state")).isEqualTo(1);
        assertThat(redis.hashes()).isEmpty();
    }

    @Test
    void commandsAreThoseThatRedisGot() {
        start(Map.of());
        long before = hsets();

        put(written(0, 1, 1, 100));
        put(List.of(written(0, 2, 101)));

        // Each flight has one HSET more, of its watermark.
        assertThat(count("flights-total")).isEqualTo(2);
        assertThat(count("commands-total")).isEqualTo(2);
        assertThat(count("commands-coalesced-total")).isEqualTo(99);
        assertThat(hsets() - before).isGreaterThanOrEqualTo(count("commands-total") + count("flights-total"));
        // DEL and HSET have the key, and HSET the fields id and counter.
        assertThat(count("command-bytes-total")).isEqualTo(2 * (2 * 10 + 2 + 1 + 7 + 3));
        assertThat((double) context.metric("round-trip-max-ms")).isBetween(0.01, 5_000.0);
        assertThat((double) context.metric("round-trip-avg-ms"))
                .isLessThanOrEqualTo((double) context.metric("round-trip-max-ms"));
    }

    private long hsets() {
        return redis.client()
                .info("commandstats")
                .lines()
                .filter(line -> line.startsWith("cmdstat_hset:"))
                .map(line -> line.replaceAll("cmdstat_hset:calls=(\\d+).*", "$1"))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }

    @Test
    void theDelayIsFromTheCommitToTheReply() {
        start(Map.of());
        long commit = System.currentTimeMillis() - 30_000;
        put(written(0, 1, change(commit), change(commit) + 9));
        long after = System.currentTimeMillis();

        for (String percentile : List.of("p50", "p95", "p99", "max")) {
            assertThat(delay(percentile))
                    .isGreaterThanOrEqualTo(30_000 * 0.99)
                    .isLessThanOrEqualTo((after - commit) * 1.01);
        }
    }

    @Test
    void rowsOfASnapshotHaveNoDelay() {
        start(Map.of());
        put(List.of(read(0, 1, 1)));

        assertThat(context.metric("snapshot-rows-total", COUNTERS)).isEqualTo(1L);
        assertThat(delay("max")).isNaN();
    }

    @Test
    void aSourceWhoseClockIsAheadHasNoNegativeDelay() {
        start(Map.of());
        put(List.of(written(0, 1, change(System.currentTimeMillis() + 60_000))));

        assertThat(delay("p50")).isZero();
        assertThat(delay("max")).isZero();
    }

    @Test
    void aFlightWhoseReplyIsLostCountsItsRecordsOnce() throws IOException {
        try (FaultyLink link = new FaultyLink(redis.port())) {
            start(Map.of("redis.uri", link.uri()));
            put(List.of(written(0, 9, 1)));
            link.loseReply();
            long commit = System.currentTimeMillis();
            put(written(0, 1, change(commit), change(commit) + 4));
            assertThat(redis.hashes()).containsKey("counters:1");
            assertThat(context.metric("records-applied-total")).isEqualTo(1L);
            assertThat(context.metric("records-pending")).isEqualTo(5);
            assertThat(context.metric("state")).isEqualTo(2);

            link.heal();
            pollUntil(() -> count("records-applied-total") > 1);

            assertThat(count("records-applied-total")).isEqualTo(6);
            assertThat(context.metric("records-applied-total", COUNTERS)).isEqualTo(6L);
            assertThat(count("rewinds-total")).isZero();
            assertThat(count("stalls-total")).isOne();
        }
    }

    @Test
    void aRecordThatRedisRejectsIsErrantAndItsNeighboursCountOnce() {
        start(NAMES, Map.of("errors.tolerance", "all"));
        redis.client().set("name:Bob", "no set");

        put(RecordedRecords.of("json-default.shop.shop.customers").subList(0, 3));

        assertThat(count("records-applied-total")).isEqualTo(2);
        assertThat(count("records-errant-total")).isOne();
        assertThat(context.metric("records-applied-total", CUSTOMERS)).isEqualTo(2L);
    }

    @Test
    void aStallShowsSinceWhenAndWhyAndWhatWaits() {
        start(Map.of());
        put(List.of(written(0, 9, 1)));
        redis.client().configSet("maxmemory", "1");
        long before = System.currentTimeMillis();
        put(List.of(written(0, 1, change(before - 5_000)), written(0, 2, change(before))));
        pollUntil(() -> count("retries-total") >= 3 && (long) context.metric("stalled-ms") > 0);

        assertThat(context.metric("state")).isEqualTo(2);
        assertThat((String) context.metric("state-reason"))
                .contains("127.0.0.1:" + redis.port())
                .contains("OOM")
                .doesNotContain("\n");
        assertThat((long) context.metric("state-since-ms")).isBetween(before, System.currentTimeMillis());
        assertThat(context.metric("records-pending")).isEqualTo(2);
        assertThat(context.metric("records-pending", COUNTERS)).isEqualTo(2L);
        assertThat((long) context.metric("pending-age-ms")).isBetween(5_000L, 60_000L);
        assertThat(count("records-applied-total")).isOne();

        redis.client().configSet("maxmemory", "0");
        pollUntil(() -> count("records-applied-total") == 3);

        assertThat(context.metric("state")).isEqualTo(1);
        assertThat(context.metric("state-reason")).isEqualTo("at work");
        assertThat(context.metric("stalled-ms")).isEqualTo(0L);
        assertThat(count("stall-ms-total")).isPositive();
        assertThat(count("stalls-total")).isOne();
        assertThat(context.metric("records-pending")).isEqualTo(0);
        assertThat(context.metric("pending-age-ms")).isEqualTo(0L);
    }

    @Test
    void aRedisThatLostItsDataIsARewindAndItsRecordsCountAgain() {
        start(Map.of());
        put(written(0, 1, 1, 5));
        redis.client().flushAll();
        put(List.of(written(0, 2, 6)));
        pollUntil(() -> redis.hashes().size() == 2);

        assertThat(count("rewinds-total")).isOne();
        assertThat(count("records-applied-total")).isEqualTo(5 + 6);
    }

    @Test
    void aTaskThatGoesOnSkipsTheRecordAtItsWatermark() {
        start(Map.of());
        put(written(0, 1, 1, 5));
        WorkerStandIn first = worker;
        start(Map.of());
        worker = first.takeOver(task, context);
        worker.put(List.of(written(0, 1, 6)));

        assertThat(count("records-skipped-total")).isOne();
        assertThat(count("records-applied-total")).isOne();
        assertThat(count("rewinds-total")).isZero();
    }

    @Test
    void aPartitionThatAnotherTaskTookOverIsSeen() {
        start(Map.of());
        put(written(0, 1, 1, 5));
        RecordingSinkTaskContext itsContext = new RecordingSinkTaskContext();
        RedisSinkTask other = new RedisSinkTask();
        other.initialize(itsContext);
        other.start(settings());
        try {
            worker.takeOver(other, itsContext);
            put(List.of(written(0, 1, 6)));

            assertThat(count("fenced-total")).isOne();
            assertThat(context.metric("partitions-fenced")).isEqualTo(1);
            assertThat(context.metric("state")).isEqualTo(3);
            assertThat(count("records-applied-total")).isEqualTo(5);

            worker.close(List.of(ZERO));
            worker.poll();
            assertThat(context.metric("partitions-fenced")).isEqualTo(0);
            assertThat(context.metric("state")).isEqualTo(1);
        } finally {
            other.stop();
        }
    }

    @Test
    void theyAreToBeReadOverJmxUnderTheNamesOfConnectorTaskAndTable() throws JMException {
        MBeanServer jmx = ManagementFactory.getPlatformMBeanServer();
        try (Metrics metrics = new Metrics(
                new MetricConfig(),
                List.of(new JmxReporter()),
                Time.SYSTEM,
                new KafkaMetricsContext("kafka.connect"))) {
            context = new RecordingSinkTaskContext(metrics);
            task = new RedisSinkTask();
            task.initialize(context);
            task.start(settings());
            worker = new WorkerStandIn(task, context);
            long commit = System.currentTimeMillis() - 1_000;
            put(List.of(written(0, 1, change(commit))));

            ObjectName ofTask = new ObjectName("kafka.connect:type=plugins,connector=sink,task=0");
            ObjectName ofTable = new ObjectName("kafka.connect:type=plugins,connector=sink,task=0,table=shop.counters");
            assertThat(jmx.getAttribute(ofTask, "records-applied-total")).isEqualTo(1L);
            assertThat(jmx.getAttribute(ofTask, "state-reason")).isEqualTo("at work");
            assertThat((double) jmx.getAttribute(ofTable, "replication-delay-p50-ms"))
                    .isCloseTo((double) (System.currentTimeMillis() - commit), within(1_000.0));
        }
        assertThat(jmx.queryNames(new ObjectName("kafka.connect:type=plugins,*"), null))
                .isEqualTo(Set.of());
    }

    private void assertCounts(Map<String, Long> expected) {
        assertThat(expected.keySet())
                .allSatisfy(name -> assertThat(context.metric(name)).as(name).isEqualTo(expected.get(name)));
    }

    private long count(String metric) {
        return (long) context.metric(metric);
    }

    /** NaN also where the table has no metrics yet. */
    private double delay(String percentile) {
        return context.metric("replication-delay-" + percentile + "-ms", COUNTERS) instanceof Double millis
                ? millis
                : Double.NaN;
    }

    /** As the framework does it, which calls a task again and again. */
    private void pollUntil(BooleanSupplier condition) {
        await().pollInSameThread().until(() -> {
            worker.poll();
            return condition.getAsBoolean();
        });
    }
}
