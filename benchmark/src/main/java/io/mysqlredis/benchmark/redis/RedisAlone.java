package io.mysqlredis.benchmark.redis;

import io.mysqlredis.benchmark.Figure;
import io.mysqlredis.benchmark.Measurement;
import io.mysqlredis.benchmark.Outcome;
import io.mysqlredis.benchmark.Section;
import io.mysqlredis.benchmark.Stage;
import io.mysqlredis.benchmark.Verdict;
import io.mysqlredis.benchmark.rows.Change;
import io.mysqlredis.benchmark.rows.Workload;
import io.mysqlredis.benchmark.sink.ContentCheck;
import io.mysqlredis.benchmark.sink.SinkCase;
import io.mysqlredis.benchmark.topic.Activity;
import io.mysqlredis.benchmark.topic.Format;
import io.mysqlredis.benchmark.topic.RowSize;
import io.mysqlredis.stack.ServerName;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import redis.clients.jedis.Jedis;

/**
 * What Redis takes of the very bytes that the sink sends for the rows of its base case, all encoded before the clock
 * starts.
 */
final class RedisAlone implements Measurement {

    private static final int BATCH = 500;
    private static final int WARM_UP = 1_000_000;
    private static final int MEASURED = 2_000_000;
    private static final int QUICK_ROWS = 50_000;

    private final String name;
    private final String description;
    private final int rounds;
    private final SinkCase.Target target;
    private final Map<String, String> settings;

    RedisAlone(String name, String description, int rounds, SinkCase.Target target, Map<String, String> settings) {
        this.name = name;
        this.description = description;
        this.rounds = rounds;
        this.target = target;
        this.settings = Map.copyOf(settings);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public Section section() {
        return Section.CEILINGS;
    }

    @Override
    public int rounds() {
        return rounds;
    }

    @Override
    public Set<ServerName> servers() {
        return EnumSet.of(ServerName.KAFKA, ServerName.REDIS, ServerName.REGISTRY);
    }

    /** Times at the mark and at the end. */
    private static final class Clock {

        private long nanos;
        private Duration cpu = Duration.ZERO;

        void read(Stage stage) {
            nanos = System.nanoTime();
            cpu = stage.cpu(ServerName.REDIS);
        }
    }

    @Override
    public Outcome measure(Stage stage) throws IOException {
        int warmUp = stage.scale().of(WARM_UP, QUICK_ROWS);
        int rows = stage.scale().of(MEASURED, QUICK_ROWS);
        Workload workload = Activity.INSERTS.workload(RowSize.B230);
        List<SinkBatches.Encoded> batches = encoded(workload.changes(warmUp + rows));
        Clock begin = new Clock();
        Pipelining pipelining = new Pipelining(batches, 1 + warmUp / BATCH, () -> begin.read(stage));
        pipelining.run(stage.endpoints().redisPort());
        Clock end = new Clock();
        end.read(stage);
        List<Figure> figures = List.of(
                new Figure("rows/s", rows / ((end.nanos - begin.nanos) / 1e9), ""),
                new Figure("Redis CPU", end.cpu.minus(begin.cpu).toNanos() / 1e9 / rows * 1e6, "s/M rows"),
                new Figure("to Redis", bytes(batches) / (double) (warmUp + rows), "bytes/row"),
                new Figure("batches outstanding, least", pipelining.fewestOutstanding(), ""));
        try (Jedis redis = stage.redis()) {
            Verdict content = new ContentCheck(Format.AVRO, target).check(redis, workload.remainder(warmUp + rows), 1);
            boolean hadWork = stage.scale().isQuick() || pipelining.fewestOutstanding() >= 2;
            return new Outcome(figures, hadWork ? content : idle(pipelining));
        }
    }

    private List<SinkBatches.Encoded> encoded(Iterator<Change> changes) {
        SinkBatches sink = new SinkBatches(settings);
        List<SinkBatches.Encoded> batches = new ArrayList<>(List.of(SinkBatches.opening()));
        while (changes.hasNext()) {
            List<Change> batch = new ArrayList<>(BATCH);
            while (changes.hasNext() && batch.size() < BATCH) {
                batch.add(changes.next());
            }
            batches.add(sink.encode(batch));
        }
        return batches;
    }

    private static long bytes(List<SinkBatches.Encoded> batches) {
        return batches.stream().mapToLong(batch -> batch.bytes().capacity()).sum();
    }

    private static Verdict idle(Pipelining pipelining) {
        return Verdict.wrong("at some time Redis had only %d batches outstanding, and may have waited"
                .formatted(pipelining.fewestOutstanding()));
    }
}
