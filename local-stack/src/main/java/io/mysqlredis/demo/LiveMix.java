package io.mysqlredis.demo;

import io.mysqlredis.pipeline.PipelineException;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import redis.clients.jedis.Jedis;

/** Carries changes out one by one, shows the first of each kind, and times how long Redis takes to have it. */
final class LiveMix {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofNanos(100_000);

    private final Connection mysql;
    private final Jedis redis;
    private final Runnable requireThatConnectorsRun;
    private final PrintStream out;
    private final Set<String> shown = new HashSet<>();
    private final Histogram micros = new Histogram(3);

    LiveMix(Connection mysql, Jedis redis, Runnable requireThatConnectorsRun, PrintStream out) {
        this.mysql = mysql;
        this.redis = redis;
        this.requireThatConnectorsRun = requireThatConnectorsRun;
        this.out = out;
    }

    /**
     * Runs the changes in their order.
     *
     * @return microseconds from the client's COMMIT returning to the change being visible in Redis, for each change
     */
    Histogram run(List<Change> changes) throws SQLException {
        for (Change change : changes) {
            run(change);
        }
        return micros;
    }

    private void run(Change change) throws SQLException {
        boolean isFirst = shown.add(change.kind());
        List<Map<String, String>> before = isFirst ? hashes(change) : List.of();
        try (Statement statement = mysql.createStatement()) {
            statement.execute(change.sql());
        }
        long committed = System.nanoTime();
        List<Map<String, String>> after = awaitArrival(change, committed);
        long elapsed = (System.nanoTime() - committed) / 1_000;
        micros.recordValue(elapsed);
        if (isFirst) {
            show(change, before, after, elapsed);
        }
    }

    private List<Map<String, String>> awaitArrival(Change change, long committed) {
        while (true) {
            List<Map<String, String>> hashes = hashes(change);
            if (change.arrived().test(hashes)) {
                return hashes;
            }
            if (System.nanoTime() - committed > LONGEST.toNanos()) {
                requireThatConnectorsRun.run();
                throw new PipelineException("Redis does not have this change after %d s, though the connectors run: %s"
                        .formatted(LONGEST.toSeconds(), change.sql()));
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    private List<Map<String, String>> hashes(Change change) {
        return change.keys().stream().map(redis::hgetAll).toList();
    }

    private void show(Change change, List<Map<String, String>> before, List<Map<String, String>> after, long elapsed) {
        out.printf("%n  %s, visible in Redis %.1f ms after the commit%n", change.kind(), elapsed / 1_000.0);
        out.printf("    SQL     %s%n", change.sql());
        show("before", change.keys(), before);
        show("after", change.keys(), after);
    }

    private void show(String when, List<String> keys, List<Map<String, String>> hashes) {
        for (int i = 0; i < keys.size(); i++) {
            String hash = hashes.get(i).isEmpty() ? "(no such key)" : new TreeMap<>(hashes.get(i)).toString();
            out.printf("    %-7s %s  %s%n", when, keys.get(i), hash);
        }
    }
}
