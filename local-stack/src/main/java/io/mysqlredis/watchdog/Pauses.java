package io.mysqlredis.watchdog;

import java.time.Duration;
import java.util.regex.Pattern;

/** How long a failed part is left alone before its next restart: twice as long each time, up to a limit. */
record Pauses(Duration first, Duration longestInOutage, Duration longest) {

    /** What is said of a server that is away, and may be back at any moment. */
    private static final Pattern OUTAGE =
            Pattern.compile("(?i)communications link failure|connection (refused|reset|timed out|closed)"
                    + "|failed to read|unexpected end of stream|broken pipe|timed out|timeout|not available|cannot be reached"
                    + "|does not answer");

    Pauses {
        if (first.isNegative() || first.isZero()) {
            throw new IllegalArgumentException("A pause must take time: " + first);
        }
    }

    /** Short enough that half a minute after a server is back all runs again. */
    static Pauses standard() {
        return new Pauses(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(60));
    }

    Duration after(int restarts, String reason) {
        Duration limit = OUTAGE.matcher(reason).find() ? longestInOutage : longest;
        Duration pause = first;
        for (int i = 0; i < restarts && pause.compareTo(limit) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(limit) < 0 ? pause : limit;
    }

    /** After this time without a failure, the next one is the first one again. */
    Duration untilForgotten() {
        return longest.multipliedBy(2);
    }
}
