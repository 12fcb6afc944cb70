package io.mysqlredis.endtoend.faults;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Reads random rows from the Redis master all the time, and remembers each that goes back to an older version or is seen
 * half-written, whatever happens to Redis meanwhile.
 */
final class Observer implements AutoCloseable {

    private static final int KEYS_AT_A_TIME = 100;
    private static final int READS_PER_SECOND = 5_000;

    private final Supplier<Jedis> master;
    private final List<String> keys;
    private final Thread thread = new Thread(this::watch, "observer");
    private Epoch epoch;
    private boolean suspended;
    private long reads;
    private long rowsSeen;
    private final List<Regression> regressions = new ArrayList<>();
    private final List<String> halfWritten = new ArrayList<>();

    /** Watches the keys of {@link LoadTable}, as the supplier's new connections find them; each should be one to the master. */
    Observer(Supplier<Jedis> master, List<String> keys) {
        this.master = master;
        this.keys = List.copyOf(keys);
        this.epoch = new Epoch(keys.size());
        thread.start();
    }

    /**
     * A row that went back.
     *
     * @param former the largest {@code n} that was seen before
     * @param later what was seen then: a smaller one, or the same one after the row had been missing
     */
    record Regression(String key, long former, long later, Instant at) {}

    /** What was seen since the last report. */
    record Report(long reads, long rowsSeen, List<Regression> regressions, List<String> halfWritten) {

        Report {
            regressions = List.copyOf(regressions);
            halfWritten = List.copyOf(halfWritten);
        }
    }

    /** Judges nothing from now on until {@link #newEpoch}: Redis is about to lose data, and is then rebuilt. */
    synchronized void suspend() {
        suspended = true;
        epoch = new Epoch(keys.size());
    }

    /** Forgets what was seen, and judges again. */
    synchronized void newEpoch() {
        suspended = false;
        epoch = new Epoch(keys.size());
    }

    /** What was seen since the last report, and within the epochs that it saw. */
    synchronized Report report() {
        Report report = new Report(reads, rowsSeen, regressions, halfWritten);
        reads = 0;
        rowsSeen = 0;
        regressions.clear();
        halfWritten.clear();
        return report;
    }

    @Override
    public void close() {
        thread.interrupt();
        Patience.join(thread);
    }

    private void watch() {
        Pace retries = new Pace(20);
        while (!Thread.currentThread().isInterrupted()) {
            try (Jedis redis = master.get()) {
                watch(redis);
            } catch (JedisException e) {
                // Redis is away, or refuses to answer.
                retries.await(1);
            }
        }
    }

    private void watch(Jedis redis) {
        Pace pace = new Pace(READS_PER_SECOND);
        while (!Thread.currentThread().isInterrupted()) {
            Epoch begun = current();
            int[] chosen = ThreadLocalRandom.current()
                    .ints(KEYS_AT_A_TIME, 0, keys.size())
                    .toArray();
            List<Response<List<String>>> replies = new ArrayList<>();
            Pipeline pipeline = redis.pipelined();
            for (int key : chosen) {
                replies.add(pipeline.hmget(keys.get(key), "n", "twin"));
            }
            pipeline.sync();
            for (int i = 0; i < chosen.length; i++) {
                judge(begun, chosen[i], replies.get(i).get());
            }
            pace.await(KEYS_AT_A_TIME);
        }
    }

    private synchronized Epoch current() {
        return epoch;
    }

    private synchronized void judge(Epoch begun, int key, List<String> row) {
        reads++;
        if (suspended || begun != epoch) {
            return;
        }
        String n = row.get(0);
        if (n == null) {
            epoch.missing(key);
            return;
        }
        rowsSeen++;
        long now = Long.parseLong(n);
        Long twin = LoadTable.twin(now);
        if (!String.valueOf(twin).equals(String.valueOf(row.get(1)))) {
            halfWritten.add("%s: n is %s and twin %s".formatted(keys.get(key), n, row.get(1)));
        }
        if (epoch.isBack(key, now)) {
            regressions.add(new Regression(keys.get(key), epoch.newest(key), now, Instant.now()));
        }
        epoch.seen(key, now);
    }
}
