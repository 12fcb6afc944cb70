package io.mysqlredis.sink.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The time in which nothing can be written: retried without limit, ever more slowly up to a cap, logged once at each end. */
final class Stall {

    private static final Logger LOG = LoggerFactory.getLogger(Stall.class);

    private static final Duration FIRST_DELAY = Duration.ofMillis(100);

    /** The longest that Redis is back and still unused, of the five seconds in which all is to be live again. */
    private static final Duration MAX_DELAY = Duration.ofSeconds(1);

    private final InstantSource clock;
    private final Observer observer;
    private Instant since;
    private Duration delay = FIRST_DELAY;

    Stall(InstantSource clock, Observer observer) {
        this.clock = clock;
        this.observer = observer;
    }

    boolean isOngoing() {
        return since != null;
    }

    /** Begins or goes on; returns for how long to wait before the next attempt. */
    Duration prolong(String reason) {
        if (since == null) {
            since = clock.instant();
            LOG.warn("{}; the task waits, and retries until it can go on", reason);
        }
        observer.stalled(reason);
        Duration wait = jittered(delay);
        Duration doubled = delay.multipliedBy(2);
        delay = doubled.compareTo(MAX_DELAY) < 0 ? doubled : MAX_DELAY;
        return wait;
    }

    void end() {
        if (since != null) {
            LOG.info(
                    "The task goes on, after {} s",
                    Duration.between(since, clock.instant()).toMillis() / 1e3);
            since = null;
            delay = FIRST_DELAY;
            observer.resumed();
        }
    }

    /** Between half the delay and all of it, so that many tasks do not all return at once. */
    private static Duration jittered(Duration delay) {
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(delay.toMillis() / 2, delay.toMillis() + 1));
    }
}
