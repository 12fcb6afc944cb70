package io.mysqlredis.benchmark.pipeline;

import io.mysqlredis.benchmark.BenchmarkException;
import io.mysqlredis.benchmark.Figure;
import io.mysqlredis.benchmark.Outcome;
import io.mysqlredis.benchmark.Polling;
import io.mysqlredis.benchmark.Section;
import io.mysqlredis.benchmark.Stage;
import io.mysqlredis.benchmark.Verdict;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;

/**
 * From the return of a change's commit to the moment at which a reader of Redis sees it, or a later one of its row. The changes
 * follow a schedule and wait for nothing that is measured, so no stall of the pipeline hides itself. The same from the moment at which
 * the change was due is told too, in which whatever made MySQL or its writer late counts as well.
 *
 * <p>Changes are updates of one row each, in a transaction each, by sessions that follow one schedule together. Before those that
 * are measured there are others, faster and until they are in Redis, that only warm up all that is on their way.
 */
final class Delay extends CopyMeasurement {

    private static final String TABLE = "orders";
    private static final int WARM_UP = 60_000;
    private static final int QUICK_WARM_UP = 1_000;
    private static final int WARM_UP_RATE = 3_000;

    private static final int SESSIONS = 16;
    private static final int ROWS_OF_SESSION = 100;
    private static final Duration LOOK_EVERY = Duration.ofMillis(1);
    private static final int DIGITS = 3;
    private static final long LONGEST_MICROS = 600_000_000;

    private final int rate;
    private final int uncountedSeconds;

    /**
     * @param uncountedSeconds at that rate, before the clock starts: small batches run other code than large ones, which has to be
     *     compiled too
     */
    Delay(String name, String description, int rounds, Decoding decoding, int rate, int uncountedSeconds) {
        super(name, description, Section.DELAY, rounds, decoding);
        this.rate = rate;
        this.uncountedSeconds = uncountedSeconds;
    }

    @Override
    Outcome measure(Stage stage, Copying copying) throws Exception {
        int seconds = stage.scale().of(30, 2);
        OrdersTable orders = new OrdersTable(copying, TABLE);
        orders.create();
        orders.fill(0, (long) SESSIONS * ROWS_OF_SESSION);
        copying.postSink(List.of(TABLE));
        copying.postSource();
        new Arrival(stage, copying).awaitRows((long) SESSIONS * ROWS_OF_SESSION);

        int warmUp = stage.scale().of(WARM_UP, QUICK_WARM_UP);
        follow(new Plan(soon(), WARM_UP_RATE, 0, 0, warmUp), stage, copying, orders);
        stage.sync();
        int uncounted = rate * stage.scale().of(uncountedSeconds, 1);
        Plan plan = new Plan(soon(), rate, warmUp, uncounted, uncounted + rate * seconds);
        List<Figure> figures = follow(plan, stage, copying, orders);
        return new Outcome(figures, verdict(orders, plan));
    }

    private static long soon() {
        return System.nanoTime() + Duration.ofSeconds(1).toNanos();
    }

    private static List<Figure> follow(Plan plan, Stage stage, Copying copying, OrdersTable orders) throws Exception {
        ExecutorService sessions = Executors.newFixedThreadPool(SESSIONS);
        Times times = new Times(plan);
        try {
            List<Future<?>> writing = new ArrayList<>();
            for (int session = 0; session < SESSIONS; session++) {
                int number = session;
                writing.add(sessions.submit(() -> {
                    write(copying, orders, times, number);
                    return null;
                }));
            }
            Histogram looks = watch(stage, copying, orders, times, writing);
            for (Future<?> one : writing) {
                one.get();
            }
            return figures(times, looks);
        } catch (ExecutionException e) {
            throw new BenchmarkException("A session of MySQL failed: " + e.getCause(), e);
        } finally {
            sessions.shutdownNow();
        }
    }

    /**
     * When which change is due: each session has every so manieth.
     *
     * @param begin when the first is, in {@link System#nanoTime()}
     * @param first its number
     * @param uncounted how many at the beginning do not count
     */
    private record Plan(long begin, int rate, long first, int uncounted, int changes) {

        long due(long change) {
            return begin + (change - first) * 1_000_000_000L / rate;
        }

        /** The number after the last. */
        long end() {
            return first + changes;
        }

        static long row(long change) {
            return change % SESSIONS * ROWS_OF_SESSION + change / SESSIONS % ROWS_OF_SESSION;
        }
    }

    /**
     * When the changes of a plan were committed and seen, in {@link System#nanoTime()}: by their numbers, from the first of the plan on.
     * Each entry is written by one thread, and read when that has ended.
     */
    private static final class Times {

        private final Plan plan;
        private final long[] committed;
        private final long[] seen;

        Times(Plan plan) {
            this.plan = plan;
            this.committed = new long[plan.changes()];
            this.seen = new long[plan.changes()];
        }

        Plan plan() {
            return plan;
        }

        void committed(long change, long nanos) {
            committed[index(change)] = nanos;
        }

        void seen(long change, long nanos) {
            seen[index(change)] = nanos;
        }

        private int index(long change) {
            return Math.toIntExact(change - plan.first());
        }

        Histogram fromCommit() {
            return histogram((index, change) -> seen[index] - committed[index]);
        }

        Histogram fromDue() {
            return histogram((index, change) -> seen[index] - plan.due(change));
        }

        Histogram lateCommits() {
            return histogram((index, change) -> committed[index] - plan.due(change));
        }

        private Histogram histogram(Interval interval) {
            Histogram micros = new Histogram(LONGEST_MICROS, DIGITS);
            for (int index = plan.uncounted(); index < plan.changes(); index++) {
                micros.recordValue(micros(interval.nanos(index, plan.first() + index)));
            }
            return micros;
        }

        double secondsOfWriting() {
            return (Arrays.stream(committed).max().orElseThrow() - plan.begin()) / 1e9;
        }
    }

    @FunctionalInterface
    private interface Interval {

        long nanos(int index, long change);
    }

    private static void write(Copying copying, OrdersTable orders, Times times, int session) throws Exception {
        Plan plan = times.plan();
        try (Connection mysql = copying.session();
                PreparedStatement update =
                        mysql.prepareStatement("UPDATE " + orders.qualified() + " SET change_no = ? WHERE id = ?")) {
            for (long change = plan.first() + session; change < plan.end(); change += SESSIONS) {
                long wait = plan.due(change) - System.nanoTime();
                if (wait > 0) {
                    Polling.pause(Duration.ofNanos(wait));
                }
                update.setLong(1, change + 1);
                update.setLong(2, Plan.row(change));
                update.executeUpdate();
                times.committed(change, System.nanoTime());
            }
        }
    }

    /** Looks, again and again, whether of each session the next change is there; returns the microseconds between two looks. */
    private static Histogram watch(
            Stage stage, Copying copying, OrdersTable orders, Times times, List<Future<?>> writing)
            throws InterruptedException, ExecutionException {
        Plan plan = times.plan();
        Histogram looks = new Histogram(LONGEST_MICROS, DIGITS);
        long[] next = new long[SESSIONS];
        for (int session = 0; session < SESSIONS; session++) {
            next[session] = plan.first() + session;
        }
        long seen = 0;
        long progress = System.nanoTime();
        long looked = progress;
        try (Jedis redis = stage.redis()) {
            while (seen < plan.changes()) {
                long now = System.nanoTime();
                looks.recordValue(micros(now - looked));
                looked = now;
                long before = seen;
                seen += look(redis, orders, times, next);
                progress = seen > before ? now : progress;
                if (seen == before && now - progress > Copying.PATIENCE.toNanos()) {
                    copying.requireRunning();
                    throw new BenchmarkException("For %d s none of the %,d changes that are missing has come to Redis"
                            .formatted(Copying.PATIENCE.toSeconds(), plan.changes() - seen));
                }
                if (seen == before) {
                    for (Future<?> one : writing) {
                        if (one.isDone()) {
                            one.get();
                        }
                    }
                    Polling.pause(LOOK_EVERY);
                }
            }
        }
        return looks;
    }

    private static long look(Jedis redis, OrdersTable orders, Times times, long[] next) {
        Plan plan = times.plan();
        Pipeline pipeline = redis.pipelined();
        List<Response<String>> numbers = new ArrayList<>(next.length);
        for (long change : next) {
            numbers.add(pipeline.hget(orders.key(Plan.row(change)), "change_no"));
        }
        pipeline.sync();
        long now = System.nanoTime();
        long seen = 0;
        for (int session = 0; session < next.length; session++) {
            long change = next[session];
            if (change < plan.end() && Long.parseLong(numbers.get(session).get()) > change) {
                times.seen(change, now);
                next[session] += SESSIONS;
                seen++;
            }
        }
        return seen;
    }

    private static long micros(long nanos) {
        return Math.min(LONGEST_MICROS, Math.max(0, nanos / 1_000));
    }

    private static List<Figure> figures(Times times, Histogram looks) {
        Histogram fromCommit = times.fromCommit();
        Histogram fromDue = times.fromDue();
        Histogram late = times.lateCommits();
        return List.of(
                millis("p50", fromCommit, 50),
                millis("p99", fromCommit, 99),
                millis("p99.9", fromCommit, 99.9),
                millis("max", fromCommit, 100),
                millis("from when it was due, p50", fromDue, 50),
                millis("from when it was due, p99", fromDue, 99),
                new Figure("rate that MySQL kept", times.plan().changes() / times.secondsOfWriting(), "changes/s"),
                millis("commit after due, p50", late, 50),
                millis("commit after due, p99", late, 99),
                millis("between two looks, p99", looks, 99));
    }

    private static Figure millis(String name, Histogram micros, double percentile) {
        return new Figure(name, micros.getValueAtPercentile(percentile) / 1e3, "ms");
    }

    private static Verdict verdict(OrdersTable orders, Plan plan) throws Exception {
        long last = orders.maximum("change_no");
        return last == plan.end()
                ? orders.verdict((long) SESSIONS * ROWS_OF_SESSION)
                : Verdict.wrong(
                        "MySQL has %,d as the number of the last change instead of %,d".formatted(last, plan.end()));
    }
}
