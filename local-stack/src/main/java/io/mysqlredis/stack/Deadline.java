package io.mysqlredis.stack;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A point in time, not moved by changes of the clock, up to which something is looked at again and again. */
record Deadline(long nanoTime) {
    private static final int LOOK_EVERY_MILLIS = 50;

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    boolean isOver() {
        return System.nanoTime() - nanoTime >= 0;
    }

    /** Waits until the next look. */
    static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        } catch (InterruptedException e) {
            throw Attempt.interrupted(e);
        }
    }
}
