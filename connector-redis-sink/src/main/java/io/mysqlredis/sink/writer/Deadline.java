package io.mysqlredis.sink.writer;

import java.time.Duration;

/** The end of a time that begins when it is made. */
record Deadline(long begin, Duration time) {

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime(), time);
    }

    boolean isOver() {
        return System.nanoTime() - begin >= time.toNanos();
    }
}
