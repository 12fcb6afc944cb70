package io.mysqlredis.sink;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.metrics.internals.PluginMetricsImpl;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** Remembers all that a task asks of Connect, and the records that it sets aside. */
public final class RecordingSinkTaskContext implements SinkTaskContext {

    private final List<Long> timeouts = new ArrayList<>();
    private final List<SinkRecord> errantRecords = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private final Map<TopicPartition, Long> seeks = new HashMap<>();
    private final Set<TopicPartition> paused = new HashSet<>();
    private final Metrics metrics;
    private final PluginMetrics pluginMetrics;
    private long earliestSeek = Long.MAX_VALUE;
    private Future<Void> report = CompletableFuture.completedFuture(null);

    public RecordingSinkTaskContext() {
        this(new Metrics());
    }

    /** @param metrics the worker's */
    RecordingSinkTaskContext(Metrics metrics) {
        this.metrics = metrics;
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("connector", "sink");
        tags.put("task", "0");
        pluginMetrics = new PluginMetricsImpl(metrics, tags);
    }

    /** What a metric of the task shows now. */
    Object metric(String name) {
        return metric(name, Map.of());
    }

    /** What a metric of the task for a table, as {@code database.table}, shows now. */
    Object metric(String name, String table) {
        return metric(name, Map.of("table", table));
    }

    private Object metric(String name, Map<String, String> tags) {
        KafkaMetric metric = metrics.metric(pluginMetrics.metricName(name, "", new LinkedHashMap<>(tags)));
        return metric == null ? "there is none" : metric.metricValue();
    }

    /** What the dead-letter queue got, in order. */
    List<SinkRecord> errantRecords() {
        return errantRecords;
    }

    /** The messages that went with them. */
    List<String> errors() {
        return errors;
    }

    /** What reporting to the dead-letter queue gives from now on. */
    void reportGives(Future<Void> future) {
        report = future;
    }

    @Override
    public ErrantRecordReporter errantRecordReporter() {
        return (record, error) -> {
            errantRecords.add(record);
            errors.add(error.getMessage());
            return report;
        };
    }

    /** After how many milliseconds the task asked to be called again, in order. */
    public List<Long> timeouts() {
        return timeouts;
    }

    @Override
    public void timeout(long timeoutMs) {
        timeouts.add(timeoutMs);
    }

    /** Hands out, once, from where the task asked to read. */
    public Map<TopicPartition, Long> takeSeeks() {
        Map<TopicPartition, Long> taken = Map.copyOf(seeks);
        seeks.clear();
        return taken;
    }

    /** The same, without handing it out. */
    Map<TopicPartition, Long> seeks() {
        return Map.copyOf(seeks);
    }

    /** From where the task asked to read at the earliest, since it was started or this was forgotten. */
    long earliestSeek() {
        return earliestSeek;
    }

    void forgetSeeks() {
        earliestSeek = Long.MAX_VALUE;
    }

    @Override
    public void offset(Map<TopicPartition, Long> offsets) {
        offsets.values().forEach(offset -> earliestSeek = Math.min(earliestSeek, offset));
        seeks.putAll(offsets);
    }

    @Override
    public void offset(TopicPartition partition, long offset) {
        seeks.put(partition, offset);
    }

    public Set<TopicPartition> paused() {
        return paused;
    }

    @Override
    public void pause(TopicPartition... partitions) {
        paused.addAll(Arrays.asList(partitions));
    }

    @Override
    public void resume(TopicPartition... partitions) {
        Arrays.asList(partitions).forEach(paused::remove);
    }

    @Override
    public Map<String, String> configs() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<TopicPartition> assignment() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void requestCommit() {
        throw new UnsupportedOperationException();
    }

    @Override
    public PluginMetrics pluginMetrics() {
        return pluginMetrics;
    }
}
