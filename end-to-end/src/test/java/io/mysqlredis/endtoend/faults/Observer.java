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
    private final List<String> hotKeys;
    private final Thread thread = new Thread(this::watch, "observer");
    private Epoch epoch = new Epoch();
    private boolean suspended;
    private long reads;
    private long rowsSeen;
    private final List<Regression> regressions = new ArrayList<>();
    private final List<String> halfWritten = new ArrayList<>();

    /**
     * Watches the rows of {@link LoadTable}.
     *
     * @param master opens a connection to whichever Redis is the master now
     * @param hotKeys some of the keys, read as often as all others together
     */
    Observer(Supplier<Jedis> master, List<String> keys, List<String> hotKeys) {
        this.master = master;
        this.keys = List.copyOf(keys);
        this.hotKeys = List.copyOf(hotKeys);
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
        epoch = new Epoch();
    }

    /** Forgets what was seen, and judges again. */
    synchronized void newEpoch() {
        suspended = false;
        epoch = new Epoch();
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

    /** How many rows were looked for since the last report. */
    synchronized long reads() {
        return reads;
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
            List<String> chosen = chosen();
            List<Response<List<String>>> replies = new ArrayList<>();
            Pipeline pipeline = redis.pipelined();
            chosen.forEach(key -> replies.add(pipeline.hmget(key, "n", "twin")));
            pipeline.sync();
            for (int i = 0; i < chosen.size(); i++) {
                judge(begun, chosen.get(i), replies.get(i).get());
            }
            pace.await(KEYS_AT_A_TIME);
        }
    }

    private List<String> chosen() {
        List<String> chosen = new ArrayList<>();
        while (chosen.size() < KEYS_AT_A_TIME) {
            chosen.add(anyOf(hotKeys));
            chosen.add(anyOf(keys));
        }
        return chosen;
    }

    private static String anyOf(List<String> keys) {
        return keys.get(ThreadLocalRandom.current().nextInt(keys.size()));
    }

    private synchronized Epoch current() {
        return epoch;
    }

    private synchronized void judge(Epoch begun, String key, List<String> row) {
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
            halfWritten.add("%s: n is %s and twin %s".formatted(key, n, row.get(1)));
        }
        if (epoch.isBack(key, now)) {
            regressions.add(new Regression(key, epoch.newest(key), now, Instant.now()));
        }
        epoch.seen(key, now);
    }
}
