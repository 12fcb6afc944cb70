package io.mysqlredis.benchmark.sink;

import io.mysqlredis.benchmark.BenchmarkException;
import io.mysqlredis.benchmark.Figure;
import io.mysqlredis.benchmark.Measurement;
import io.mysqlredis.benchmark.Outcome;
import io.mysqlredis.benchmark.Section;
import io.mysqlredis.benchmark.Stage;
import io.mysqlredis.benchmark.Verdict;
import io.mysqlredis.benchmark.topic.Topic;
import io.mysqlredis.benchmark.topic.TopicSpec;
import io.mysqlredis.benchmark.topic.Topics;
import io.mysqlredis.benchmark.worker.Sample;
import io.mysqlredis.stack.Endpoints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import redis.clients.jedis.Jedis;

/**
 * Runs a sink over the whole of a topic in a worker of its own, and measures from the moment that the warm-up's records
 * are through to the moment that all are: that Redis has them, or that they were handed to a sink that discards.
 */
final class SinkMeasurement implements Measurement {

    private static final int QUICK_RECORDS = 5_000;
    private static final double MEGABYTE = 1 << 20;

    private final SinkCase sinkCase;
    private final WorkerFiles.Shared files;

    SinkMeasurement(SinkCase sinkCase, WorkerFiles.Shared files) {
        this.sinkCase = sinkCase;
        this.files = files;
    }

    @Override
    public String name() {
        return sinkCase.name();
    }

    @Override
    public String description() {
        return sinkCase.description();
    }

    @Override
    public Section section() {
        return sinkCase.discards() ? Section.CEILINGS : Section.SINK;
    }

    @Override
    public int rounds() {
        return sinkCase.rounds();
    }

    @Override
    public boolean isInQuickRuns() {
        return sinkCase.isInQuickRuns();
    }

    @Override
    public void prepare(Stage stage) throws IOException, InterruptedException {
        files.of(stage);
        Topics.filled(spec(stage), stage);
    }

    private TopicSpec spec(Stage stage) {
        int records = stage.scale().of((sinkCase.warmUp() + sinkCase.measured()) * 1_000, QUICK_RECORDS);
        return new TopicSpec(sinkCase.format(), sinkCase.size(), sinkCase.activity(), sinkCase.partitions(), records);
    }

    private long warmUp(Stage stage) {
        return stage.scale().of(sinkCase.warmUp() * 1_000, 0);
    }

    @Override
    public Outcome measure(Stage stage) throws IOException, InterruptedException {
        Topic topic = Topics.filled(spec(stage), stage);
        if (sinkCase.link() == SinkCase.Link.LOOPBACK) {
            return measure(stage, topic, stage.endpoints().redisPort(), List.of());
        }
        try (DelayProxy proxy = DelayProxy.to(stage.endpoints().redisPort())) {
            Figure roundTrip = new Figure("round trip", proxy.roundTripMicros() / 1_000, "ms");
            return measure(stage, topic, proxy.port(), List.of(roundTrip));
        }
    }

    private Outcome measure(Stage stage, Topic topic, int redisPort, List<Figure> more)
            throws IOException, InterruptedException {
        Endpoints endpoints = stage.endpoints();
        // Offsets of consumer groups outlive workers, and each round begins with the first record.
        String name = sinkCase.name().replace('/', '-') + "-" + System.currentTimeMillis();
        Map<String, String> connector = ConnectorSettings.of(sinkCase, name, topic.name(), endpoints, redisPort);
        try (Jedis redis = stage.redis();
                Worker worker = Worker.start(stage, files.of(stage), connector)) {
            RedisUse use = new RedisUse(redis);
            Feed feed = sinkCase.discards() ? new Feed.HandedOver(worker) : Feed.Applied.of(redis, name, topic);
            ProcessorTime processors = ProcessorTime.of(worker.pid(), stage);
            Run run = new Run(feed, processors, use, warmUp(stage), topic.spec().records());
            run.await(worker::requireAlive);
            List<Figure> figures = new ArrayList<>(run.figures());
            figures.add(new Figure("heap, most", most(worker, Sample::heapBytes) / MEGABYTE, "MB"));
            figures.add(new Figure("heap, live", most(worker, Sample::liveBytes) / MEGABYTE, "MB"));
            if (sinkCase.discards()) {
                return new Outcome(figures, verdictOfDiscarding(redis));
            }
            figures.addAll(use.figures(run.countAtMark(), topic.spec()));
            figures.addAll(more);
            Verdict verdict = new ContentCheck(sinkCase.format(), sinkCase.target())
                    .check(
                            redis,
                            topic.spec().workload().remainder(topic.spec().records()),
                            topic.endOffsets().size());
            return new Outcome(figures, verdict);
        }
    }

    private static Verdict verdictOfDiscarding(Jedis redis) {
        return redis.dbSize() == 0 ? Verdict.right() : Verdict.wrong("Redis is not empty");
    }

    private static long most(Worker worker, ToLongFunction<Sample> value) {
        return worker.samples().stream()
                .mapToLong(value)
                .max()
                .orElseThrow(() -> new BenchmarkException("The worker told nothing of itself"));
    }
}
