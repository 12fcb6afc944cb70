package io.mysqlredis.sink.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What came of one partition since the source began to tell its last transaction once more. It flies only with the change at
 * which the source had stopped, so that nobody sees a row in a state that this transaction left behind long ago.
 *
 * <p>None of it is left out: the source may have gone on at a replica, whose binlog has the transaction at other places, and
 * then nothing tells what is new.
 */
final class KeptBack {

    /** Some records cause no command, but are held all the same; a delete is two, with its tombstone. */
    private static final int RECORDS_PER_COMMAND = 2;

    private final List<Step> steps = new ArrayList<>();
    private int commands;
    private long bytes;
    private Instant latest = Instant.MIN;

    void add(Step step, Instant now) {
        steps.add(step);
        commands += step.write().commands().size();
        bytes += step.write().size();
        if (step.progress().source().isPresent()) {
            // Others may come without end, and are no sign that the source goes on with it.
            waitAnew(now);
        }
    }

    /** Nothing could come until now. */
    void waitAnew(Instant now) {
        latest = now;
    }

    List<Step> steps() {
        return steps;
    }

    Step last() {
        return steps.get(steps.size() - 1);
    }

    /** Whether one flight takes all of it, and this one. */
    boolean hasRoomFor(Step step, int maxCommands, long maxBytes) {
        return steps.size() < RECORDS_PER_COMMAND * maxCommands
                && commands + step.write().commands().size() <= maxCommands
                && bytes + step.write().size() <= maxBytes;
    }

    /** Whether nothing more of the transaction came for so long. */
    boolean isAbandoned(Instant now, Duration patience) {
        // After a clock was set back nobody knows.
        return now.isBefore(latest) || !now.isBefore(latest.plus(patience));
    }

    void replaceAll(UnaryOperator<Step> replacement) {
        steps.replaceAll(replacement);
    }
}
