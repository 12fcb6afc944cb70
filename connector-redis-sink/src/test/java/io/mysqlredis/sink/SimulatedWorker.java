package io.mysqlredis.sink;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** A worker with one task that can die, or freeze and wake again, and with its own way to Redis. */
final class SimulatedWorker {

    static final int ALL = Integer.MAX_VALUE;

    private final RecordingSinkTaskContext context = new RecordingSinkTaskContext();
    private final RedisSinkTask task = new RedisSinkTask();
    private final Set<TopicPartition> open = new HashSet<>();
    private final FaultyLink link;
    private final WorkerStandIn worker;
    private List<SinkRecord> inHands;

    SimulatedWorker(RealRedis redis, WorkerStandIn topics) throws IOException {
        link = new FaultyLink(redis.port());
        task.initialize(context);
        task.start(Map.ofEntries(
                Map.entry("name", "sink"),
                Map.entry("redis.uri", link.uri()),
                Map.entry("errors.tolerance", "all"),
                Map.entry("mappings", "rows,log"),
                Map.entry("mappings.rows.table", "shop\\.counters"),
                Map.entry("mappings.rows.key", "counters:${id}"),
                Map.entry("mappings.log.table", "shop\\.counters"),
                Map.entry("mappings.log.type", "stream"),
                Map.entry("mappings.log.key", "log"),
                Map.entry("mappings.log.columns", "counter")));
        worker = topics.beside(task, context);
    }

    FaultyLink link() {
        return link;
    }

    boolean isFrozen() {
        return inHands != null;
    }

    void open(Set<TopicPartition> partitions) {
        open.addAll(partitions);
        worker.open(partitions);
    }

    void close(Set<TopicPartition> partitions) {
        open.removeAll(partitions);
        worker.close(partitions);
    }

    void closeAll() {
        close(Set.copyOf(open));
    }

    /** @param most of each partition */
    void poll(int most) {
        if (!isFrozen()) {
            worker.deliver(worker.fetch(most));
        }
    }

    void freeze() {
        inHands = worker.fetch();
    }

    /** First it goes on with what it has in its hands, and then it learns that it has lost its partitions. */
    void wake(int pieces, Runnable afterEach) {
        List<SinkRecord> rest = new ArrayList<>(inHands);
        int size = 1 + rest.size() / pieces;
        do {
            List<SinkRecord> piece = rest.subList(0, Math.min(rest.size(), size));
            worker.deliver(List.copyOf(piece));
            piece.clear();
            // The consumer drops what it has of a partition that is to be read from elsewhere.
            Set<TopicPartition> sought = context.seeks().keySet();
            rest.removeIf(record ->
                    sought.contains(new TopicPartition(record.originalTopic(), record.originalKafkaPartition())));
            afterEach.run();
        } while (!rest.isEmpty());
        inHands = null;
        closeAll();
    }

    /** What was on its way arrives. */
    void release() throws IOException {
        link.release();
    }

    Map<TopicPartition, Long> committable() {
        return isFrozen() ? Map.of() : worker.committable();
    }

    void crash() throws IOException {
        task.stop();
        link.closeButHeld();
    }
}
