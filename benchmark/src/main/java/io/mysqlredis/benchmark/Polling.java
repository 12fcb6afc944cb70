package io.mysqlredis.benchmark;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for conditions of which nobody tells when they come true. */
public final class Polling {

    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Polling() {}

    /** Something that comes true. */
    @FunctionalInterface
    public interface Condition<E extends Exception> {
        boolean isTrue() throws E, InterruptedException;
    }

    /**
     * Returns when it has come true.
     *
     * @throws BenchmarkException if it does not within a minute, which says what is not so
     */
    public static <E extends Exception> void until(Condition<E> condition, String otherwise)
            throws E, InterruptedException {
        long begin = System.nanoTime();
        while (!condition.isTrue()) {
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new BenchmarkException("After %d s %s".formatted(PATIENCE.toSeconds(), otherwise));
            }
            pause(PAUSE);
        }
    }

    /** Lets others have the CPU for about this time. */
    public static void pause(Duration time) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        LockSupport.parkNanos(TimeUnit.NANOSECONDS.convert(time));
    }
}
