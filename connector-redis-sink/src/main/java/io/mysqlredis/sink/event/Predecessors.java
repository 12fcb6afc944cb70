package io.mysqlredis.sink.event;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** Tells of each record whether the one before it in its partition was seen, or may be one that compaction took away. */
final class Predecessors {

    private final Map<TopicPartition, Long> seen = new HashMap<>();

    /** What was seen of its partition before this one does not count. */
    void forgetThoseBefore(SinkRecord record) {
        seen.remove(new TopicPartition(record.originalTopic(), record.originalKafkaPartition()));
    }

    /** Whether the record directly before this one was seen; from now on this one is. */
    boolean sawTheOneBefore(SinkRecord record) {
        Long last = seen.put(
                new TopicPartition(record.originalTopic(), record.originalKafkaPartition()),
                record.originalKafkaOffset());
        return last != null && last == record.originalKafkaOffset() - 1;
    }
}
