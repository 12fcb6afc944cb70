package io.mysqlredis.watchdog;

import java.time.Instant;

/**
 * What is known of a part that has failed.
 *
 * @param since when it was first seen to have failed
 * @param restarts how often it was restarted since
 * @param next not to be restarted before
 */
record History(Instant since, int restarts, Instant next) {

    static History begin(Instant now, Pauses pauses, String reason) {
        return new History(now, 0, now.plus(pauses.after(0, reason)));
    }

    History restarted(Instant now, Pauses pauses, String reason) {
        return new History(since, restarts + 1, now.plus(pauses.after(restarts + 1, reason)));
    }

    boolean isDue(Instant now) {
        return !now.isBefore(next);
    }
}
