package io.mysqlredis.sink;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** Remembers the retry delays that a task asks for and the records that it sets aside; it gives nothing else. */
final class RecordingSinkTaskContext implements SinkTaskContext {

    private final List<Long> timeouts = new ArrayList<>();
    private final List<SinkRecord> errantRecords = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();

    /** What the dead-letter queue got, in order. */
    List<SinkRecord> errantRecords() {
        return errantRecords;
    }

    /** The messages that went with them. */
    List<String> errors() {
        return errors;
    }

    @Override
    public ErrantRecordReporter errantRecordReporter() {
        return (record, error) -> {
            errantRecords.add(record);
            errors.add(error.getMessage());
            return CompletableFuture.completedFuture(null);
        };
    }

    List<Long> timeouts() {
        return timeouts;
    }

    @Override
    public void timeout(long timeoutMs) {
        timeouts.add(timeoutMs);
    }

    @Override
    public Map<String, String> configs() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void offset(Map<TopicPartition, Long> offsets) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void offset(TopicPartition partition, long offset) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<TopicPartition> assignment() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void pause(TopicPartition... partitions) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void resume(TopicPartition... partitions) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void requestCommit() {
        throw new UnsupportedOperationException();
    }

    @Override
    public PluginMetrics pluginMetrics() {
        throw new UnsupportedOperationException();
    }
}
