package io.mysqlredis.sink;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The time in which Redis takes no writes: retried without limit, ever more slowly up to a cap, logged once at each end. */
final class Stall {

    private static final Logger LOG = LoggerFactory.getLogger(Stall.class);

    private static final Duration FIRST_DELAY = Duration.ofMillis(100);

    /** The longest that Redis is back and still unused. */
    private static final Duration MAX_DELAY = Duration.ofSeconds(2);

    private final SinkTaskContext context;
    private Instant since;
    private Duration delay = FIRST_DELAY;

    Stall(SinkTaskContext context) {
        this.context = context;
    }

    /** Begins or goes on; the exception makes Connect hand in the same records again, after the delay. */
    RetriableException retry(RuntimeException cause) {
        if (since == null) {
            since = Instant.now();
            LOG.warn("{}; the task waits, and retries until Redis takes writes again", cause.getMessage());
        }
        context.timeout(jittered(delay));
        delay = min(delay.multipliedBy(2), MAX_DELAY);
        return new RetriableException(cause.getMessage(), cause);
    }

    void end() {
        if (since != null) {
            LOG.info("Redis takes writes again, after {}", Duration.between(since, Instant.now()));
            since = null;
            delay = FIRST_DELAY;
        }
    }

    /** Between half the delay and all of it, so that many tasks do not all return at once. */
    private static long jittered(Duration delay) {
        return ThreadLocalRandom.current().nextLong(delay.toMillis() / 2, delay.toMillis() + 1);
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
