package io.mysqlredis.endtoend.faults;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waiting where the time itself is what a test is about: how long a fault lasts. */
final class Patience {

    private Patience() {}

    static void lasts(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("Interrupted while waiting", e);
    }
}
