package io.mysqlredis.sink.delivery;

import io.mysqlredis.sink.writer.Held;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * A watermark that another owner has taken over, and what has been seen of that owner.
 *
 * @param since when it was noticed
 * @param lastSign when that owner was last seen to have confirmed or moved it
 */
record Fence(Held held, Instant since, Instant lastSign) {

    Fence {
        Objects.requireNonNull(held, "held");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(lastSign, "lastSign");
    }

    static Fence raised(Held held, Instant now) {
        return new Fence(held, now, now);
    }

    /** After another look. */
    Fence seen(Held now, Instant at) {
        return new Fence(now, noLater(since, at), now.equals(held) ? noLater(lastSign, at) : at);
    }

    /** Where the clock was set back, the time begins anew. */
    private static Instant noLater(Instant time, Instant now) {
        return time.isAfter(now) ? now : time;
    }

    /** Whether the other owner gave no sign for so long that it is gone. */
    boolean isDeserted(Instant now, Duration silence) {
        return !now.isBefore(lastSign.plus(silence));
    }

    /**
     * Whether the partition has been left to two owners for so long that no rebalance explains it.
     *
     * @param alive how old the last sign of an owner may be that is still there
     */
    boolean isContested(Instant now, Duration sessionTimeout, Duration alive) {
        return !now.isBefore(since.plus(sessionTimeout)) && now.isBefore(lastSign.plus(alive));
    }

    String owner() {
        return held.owner().orElse("nobody");
    }
}
