package io.mysqlredis.endtoend.faults;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Holds a thread to a rate, and does not make up for time in which it could do nothing. */
final class Pace {

    private static final long MOST_BEHIND = TimeUnit.MILLISECONDS.toNanos(200);

    private final long nanosEach;
    private long due = System.nanoTime();

    Pace(double perSecond) {
        this.nanosEach = (long) (TimeUnit.SECONDS.toNanos(1) / perSecond);
    }

    /** Returns when so many more may have been done. */
    void await(int done) {
        due = Math.max(due + done * nanosEach, System.nanoTime() - MOST_BEHIND);
        long rest = due - System.nanoTime();
        while (rest > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(rest);
            rest = due - System.nanoTime();
        }
    }
}
