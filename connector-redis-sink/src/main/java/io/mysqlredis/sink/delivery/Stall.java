package io.mysqlredis.sink.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time in which nothing can be written: retried without limit, first at once and then ever more slowly up to a cap, and
 * logged when it begins and, if one retry was not enough, when it lasts, when its reason changes and when it ends.
 */
final class Stall {

    private static final Logger LOG = LoggerFactory.getLogger(Stall.class);

    private static final Duration FIRST_DELAY = Duration.ofMillis(100);

    /** The longest that Redis is back and still unused, of the five seconds in which all is to be live again. */
    private static final Duration MAX_DELAY = Duration.ofSeconds(1);

    /** Reasons that take turns are told no more often than this. */
    private static final Duration BETWEEN_MENTIONS = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Observer observer;
    private final Map<String, Instant> mentioned = new HashMap<>();
    private String lastMentioned = "";
    private Instant since;
    private Duration delay = Duration.ZERO;

    Stall(InstantSource clock, Observer observer) {
        this.clock = clock;
        this.observer = observer;
    }

    boolean isOngoing() {
        return since != null;
    }

    /** Begins or goes on; returns for how long to wait before the next attempt. */
    Duration prolong(String reason) {
        observer.stalled(reason);
        if (since == null) {
            since = clock.instant();
            // A connection that was cut is often all that is wrong.
            LOG.info("{}; the task tries again at once", reason);
            return Duration.ZERO;
        }
        if (delay.isZero()) {
            mention(reason, "{}; the task waits, and retries until it can go on");
        } else if (!reason.equals(lastMentioned)) {
            mention(reason, "{}; the task goes on waiting, now for this");
        }
        delay = next(delay);
        return jittered(delay);
    }

    private void mention(String reason, String line) {
        Instant now = clock.instant();
        Instant before = mentioned.get(reason);
        if (before == null || !now.isBefore(before.plus(BETWEEN_MENTIONS))) {
            LOG.warn(line, reason);
            mentioned.put(reason, now);
            lastMentioned = reason;
        }
    }

    private static Duration next(Duration delay) {
        Duration doubled = delay.isZero() ? FIRST_DELAY : delay.multipliedBy(2);
        return doubled.compareTo(MAX_DELAY) < 0 ? doubled : MAX_DELAY;
    }

    void end() {
        if (!delay.isZero()) {
            LOG.info(
                    "The task goes on, after {} s",
                    Duration.between(since, clock.instant()).toMillis() / 1e3);
        }
        if (since != null) {
            observer.resumed();
        }
        since = null;
        delay = Duration.ZERO;
        mentioned.clear();
        lastMentioned = "";
    }

    /** Between half the delay and all of it, so that many tasks do not all return at once. */
    private static Duration jittered(Duration delay) {
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(delay.toMillis() / 2, delay.toMillis() + 1));
    }
}
