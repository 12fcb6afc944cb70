package io.mysqlredis.sink.delivery;

import io.mysqlredis.sink.watermark.Partition;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** Kafka's side of a task: from where it reads, whether it reads at all, and when the task is called again. */
final class Intake {

    private final SinkTaskContext context;
    private final Set<TopicPartition> ours = new HashSet<>();
    private final Set<TopicPartition> paused = new HashSet<>();

    Intake(SinkTaskContext context) {
        this.context = context;
    }

    /** The next records of these partitions are those from these offsets on, or from the beginning of what is there. */
    void readFrom(Map<Partition, Long> offsets) {
        if (!offsets.isEmpty()) {
            Map<TopicPartition, Long> seeks = new HashMap<>();
            offsets.forEach((partition, offset) -> seeks.put(kafka(partition), offset));
            seeks.keySet().retainAll(ours);
            context.offset(seeks);
        }
    }

    /** No records come of these, and of all others that were paused before. */
    void pause(Collection<Partition> partitions) {
        Set<TopicPartition> more = new HashSet<>();
        partitions.forEach(partition -> more.add(kafka(partition)));
        more.retainAll(ours);
        more.removeAll(paused);
        if (!more.isEmpty()) {
            context.pause(more.toArray(TopicPartition[]::new));
            paused.addAll(more);
        }
    }

    /** Records come again of all partitions. */
    void resume() {
        if (!paused.isEmpty()) {
            context.resume(paused.toArray(TopicPartition[]::new));
            paused.clear();
        }
    }

    /** Whether of some partition no records come. */
    boolean isPaused() {
        return !paused.isEmpty();
    }

    /** These are not ours any more: from now on they are neither paused nor sought, whoever asks for it. */
    void release(Collection<Partition> partitions) {
        for (Partition partition : partitions) {
            ours.remove(kafka(partition));
            paused.remove(kafka(partition));
        }
    }

    /** These are ours now, and may be paused: Connect keeps that of a partition that it takes from the task and gives back. */
    void takeOver(Collection<Partition> partitions) {
        partitions.forEach(partition -> ours.add(kafka(partition)));
        context.resume(partitions.stream().map(Intake::kafka).toArray(TopicPartition[]::new));
    }

    /** The task is called again after this time at the latest, whether there are records or not. */
    void callWithin(Duration time) {
        context.timeout(Math.max(1, time.toMillis()));
    }

    private static TopicPartition kafka(Partition partition) {
        return new TopicPartition(partition.topic(), partition.number());
    }
}
