package io.mysqlredis.sink;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Stands in for Connect's worker and Kafka: keeps topics, and hands a task their records from where it asks to read, in the
 * order of calls that the framework has.
 */
final class WorkerStandIn {

    private static final int LONGEST = 50;

    private final RedisSinkTask task;
    private final RecordingSinkTaskContext context;
    private final Map<TopicPartition, NavigableMap<Long, SinkRecord>> topics;
    private final Map<TopicPartition, Long> positions = new LinkedHashMap<>();

    WorkerStandIn(RedisSinkTask task, RecordingSinkTaskContext context) {
        this(task, context, new HashMap<>());
    }

    private WorkerStandIn(
            RedisSinkTask task,
            RecordingSinkTaskContext context,
            Map<TopicPartition, NavigableMap<Long, SinkRecord>> topics) {
        this.task = task;
        this.context = context;
        this.topics = topics;
    }

    /** Another worker's task over the same topics, which is assigned all partitions at once. */
    WorkerStandIn takeOver(RedisSinkTask other, RecordingSinkTaskContext itsContext) {
        WorkerStandIn worker = beside(other, itsContext);
        worker.open(topics.keySet());
        return worker;
    }

    /** Another worker's task over the same topics, which is assigned no partition yet. */
    WorkerStandIn beside(RedisSinkTask other, RecordingSinkTaskContext itsContext) {
        return new WorkerStandIn(other, itsContext, topics);
    }

    void open(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> {
            topics.computeIfAbsent(partition, unknown -> new TreeMap<>());
            positions.putIfAbsent(partition, 0L);
        });
        // Those that come back are still paused.
        context.paused().retainAll(positions.keySet());
        task.open(List.copyOf(partitions));
        positions.putAll(context.takeSeeks());
    }

    void close(Collection<TopicPartition> partitions) {
        task.close(List.copyOf(partitions));
        // The framework seeks before it polls, and only then learns that it has lost a partition.
        positions.putAll(context.takeSeeks());
        partitions.forEach(positions::remove);
    }

    /** Appends the records, each with its own offset unless that is taken, and lets the task have all that it asks for. */
    void put(Collection<SinkRecord> records) {
        records.forEach(this::append);
        poll();
        for (int again = 0; (hasMore() || isToBeCalledAtOnce()) && again < LONGEST; again++) {
            poll();
        }
    }

    /** As when it has a flight in the air; one that waits for Redis is paused. */
    private boolean isToBeCalledAtOnce() {
        List<Long> timeouts = context.timeouts();
        return context.paused().isEmpty() && !timeouts.isEmpty() && timeouts.get(timeouts.size() - 1) <= 1;
    }

    /** Adds a record to its topic, and opens the partition if it is new. */
    void append(SinkRecord record) {
        TopicPartition partition = new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
        if (!positions.containsKey(partition)) {
            open(List.of(partition));
        }
        write(record);
    }

    /** Adds a record to its topic, whoever reads that. */
    void write(SinkRecord record) {
        TopicPartition partition = new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
        topics.computeIfAbsent(partition, unknown -> new TreeMap<>());
        NavigableMap<Long, SinkRecord> log = topics.get(partition);
        long free = log.isEmpty() ? 0 : log.lastKey() + 1;
        log.put(Math.max(free, record.kafkaOffset()), record.kafkaOffset() < free ? at(free, record) : record);
    }

    /** These records at these offsets and the following. */
    static List<SinkRecord> at(long offset, List<SinkRecord> records) {
        return IntStream.range(0, records.size())
                .mapToObj(i -> at(offset + i, records.get(i)))
                .toList();
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
                TimestampType.CREATE_TIME,
                record.headers(),
                record.originalTopic(),
                record.originalKafkaPartition(),
                offset);
    }

    /** One round of the framework: what the task asked for is done, then it gets what there is, which may be nothing. */
    void poll() {
        deliver(fetch());
    }

    List<SinkRecord> fetch() {
        return fetch(Integer.MAX_VALUE);
    }

    /**
     * Takes from Kafka what the task asked for, and does not hand it over yet.
     *
     * @param most of each partition
     */
    List<SinkRecord> fetch(int most) {
        positions.putAll(context.takeSeeks());
        List<SinkRecord> batch = new ArrayList<>();
        positions.replaceAll((partition, position) -> {
            if (context.paused().contains(partition)) {
                return position;
            }
            NavigableMap<Long, SinkRecord> log = topics.get(partition);
            long end = end(log);
            // Kafka begins anew where there is no such offset.
            long from = position > end ? 0L : position;
            List<SinkRecord> next =
                    log.tailMap(from, true).values().stream().limit(most).toList();
            batch.addAll(next);
            return next.size() < most ? end : next.get(most - 1).kafkaOffset() + 1;
        });
        return batch;
    }

    void deliver(List<SinkRecord> batch) {
        task.put(batch);
    }

    private static long end(NavigableMap<Long, SinkRecord> log) {
        return log.isEmpty() ? 0 : log.lastKey() + 1;
    }

    /** The offset that the partition's next record will have. */
    long end(TopicPartition partition) {
        return end(topics.getOrDefault(partition, new TreeMap<>()));
    }

    private boolean hasMore() {
        Map<TopicPartition, Long> next = new HashMap<>(positions);
        next.putAll(context.seeks());
        return next.entrySet().stream()
                .anyMatch(entry -> !context.paused().contains(entry.getKey())
                        && entry.getValue() != end(topics.get(entry.getKey())));
    }

    /** Forgets all records, as a topic that is deleted and created again. */
    void recreate(TopicPartition partition) {
        topics.get(partition).clear();
    }

    /** Drops what a later record of the same key stands for; the newest record stays, as Kafka compacts no active segment. */
    void compact(TopicPartition partition, long before) {
        NavigableMap<Long, SinkRecord> log = topics.getOrDefault(partition, new TreeMap<>());
        java.util.Set<Object> later = new java.util.HashSet<>();
        List<Long> gone = new ArrayList<>();
        log.descendingMap().forEach((offset, record) -> {
            if (!later.add(record.key()) && offset < before) {
                gone.add(offset);
            }
        });
        gone.forEach(log::remove);
    }

    /** What the framework would commit now. */
    Map<TopicPartition, Long> committable() {
        Map<TopicPartition, OffsetAndMetadata> handedIn = new HashMap<>();
        positions.forEach((partition, position) -> handedIn.put(partition, new OffsetAndMetadata(position)));
        Map<TopicPartition, Long> committable = new HashMap<>();
        task.preCommit(handedIn).forEach((partition, offset) -> committable.put(partition, offset.offset()));
        return committable;
    }
}
