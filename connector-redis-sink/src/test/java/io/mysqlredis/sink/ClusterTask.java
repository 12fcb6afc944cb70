package io.mysqlredis.sink;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;

/** A task that writes to a cluster, and those that follow it. */
final class ClusterTask {

    private final RealCluster cluster;
    private RedisSinkTask task;
    private RecordingSinkTaskContext context;
    private WorkerStandIn worker;

    ClusterTask(RealCluster cluster) {
        this.cluster = cluster;
    }

    void start() {
        start(Map.of());
    }

    void start(Map<String, String> settings) {
        begin(settings);
        worker = new WorkerStandIn(task, context);
    }

    private void begin(Map<String, String> settings) {
        context = new RecordingSinkTaskContext();
        task = new RedisSinkTask();
        task.initialize(context);
        Map<String, String> all = settings();
        all.putAll(settings);
        task.start(all);
    }

    Map<String, String> settings() {
        return new HashMap<>(Map.of("name", "sink", "redis.uri", cluster.uri(), "redis.mode", "cluster"));
    }

    /** Starts a task anew, after it was stopped, over the same topics. */
    void goOn() {
        WorkerStandIn before = worker;
        begin(Map.of());
        worker = before.takeOver(task, context);
    }

    /** One more over the same topics, which takes all partitions over without the knowledge of this one. */
    ClusterTask another() {
        ClusterTask other = new ClusterTask(cluster);
        other.begin(Map.of());
        other.worker = worker.takeOver(other.task, other.context);
        return other;
    }

    void put(Collection<SinkRecord> records) {
        worker.put(records);
    }

    /** Hands in what was fetched before, from this offset on. */
    void putOld(List<SinkRecord> records, long offset) {
        task.put(WorkerStandIn.at(offset, records));
    }

    /** From where it asked to read at the earliest; as far as possible if it never asked. */
    long earliest() {
        return context.earliestSeek();
    }

    /** Whether it reads nothing more for now. */
    boolean isWaiting() {
        return !context.paused().isEmpty();
    }

    RecordingSinkTaskContext context() {
        return context;
    }

    WorkerStandIn worker() {
        return worker;
    }

    void stop() {
        if (task != null) {
            task.stop();
            task = null;
        }
    }
}
