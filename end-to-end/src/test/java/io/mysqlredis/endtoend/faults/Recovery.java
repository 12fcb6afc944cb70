package io.mysqlredis.endtoend.faults;

import java.time.Duration;
import java.util.Optional;

/**
 * How the pipeline came out of a fault.
 *
 * @param liveAgain the time from the end of the fault until all changes were visible; empty where they never were
 * @param allowed how long that may take
 * @param complaint why they never were visible, as far as it is known
 */
record Recovery(Fault fault, Optional<Duration> liveAgain, Duration allowed, String complaint) {

    boolean isInTime() {
        return liveAgain.filter(took -> took.compareTo(allowed) <= 0).isPresent();
    }

    @Override
    public String toString() {
        String end = liveAgain
                .map(took -> "live again after %.1f s".formatted(took.toMillis() / 1e3))
                .orElse("never live again: " + complaint);
        return "%s: %s (allowed: %d s)".formatted(fault.description(), end, allowed.toSeconds());
    }
}
