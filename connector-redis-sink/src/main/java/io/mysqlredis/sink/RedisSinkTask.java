package io.mysqlredis.sink;

import io.mysqlredis.sink.config.RedisSinkConfig;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/** The life of a task as Kafka Connect drives it; what it does is in {@link StartedRedisSinkTask}. */
public final class RedisSinkTask extends SinkTask {

    private final InstantSource clock;
    private StartedRedisSinkTask started;

    /** For Kafka Connect. */
    public RedisSinkTask() {
        this(InstantSource.system());
    }

    RedisSinkTask(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void start(Map<String, String> properties) {
        RequiredKafka.require();
        started = StartedRedisSinkTask.start(new RedisSinkConfig(properties), context, clock);
    }

    @Override
    public void open(Collection<TopicPartition> partitions) {
        started.open(partitions);
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        // Connect closes also when the start failed.
        if (started != null) {
            started.close(partitions);
        }
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        started.put(records);
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        return started.preCommit(offsets);
    }

    @Override
    public void stop() {
        // Connect stops a task also when its start failed.
        if (started != null) {
            started.stop();
        }
    }

    @Override
    public String version() {
        return Version.current();
    }
}
