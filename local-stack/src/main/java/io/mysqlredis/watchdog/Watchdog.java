package io.mysqlredis.watchdog;

import io.mysqlredis.pipeline.ConnectApi;
import io.mysqlredis.pipeline.ConnectorPart;
import io.mysqlredis.pipeline.Failure;
import io.mysqlredis.pipeline.PipelineException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Restarts what Connect has given up, ever less often, and says each time what, why and how often; never gives up itself. */
final class Watchdog {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    /** From this restart on the line begins with a word that somebody can be paged for. */
    private static final int SOMEBODY_MUST_LOOK = 5;

    private final ConnectApi connect;
    private final Pauses pauses;
    private final InstantSource clock;
    private final Consumer<String> log;
    private final Map<ConnectorPart, History> histories = new HashMap<>();
    private Optional<String> deafness = Optional.empty();

    Watchdog(ConnectApi connect, Pauses pauses, InstantSource clock, Consumer<String> log) {
        this.connect = connect;
        this.pauses = pauses;
        this.clock = clock;
        this.log = log;
    }

    /** Returns when its thread is interrupted; gives the sign after each look, whatever it saw. */
    void run(Runnable signOfLife) {
        while (!Thread.currentThread().isInterrupted()) {
            look();
            signOfLife.run();
            try {
                Thread.sleep(LOOK_EVERY.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Looks once, and restarts what is due. */
    void look() {
        try {
            List<Failure> failures = connect.failures();
            deafness.ifPresent(reason -> log.accept("Connect answers again"));
            deafness = Optional.empty();
            failures.forEach(this::treat);
            forget(failures.stream().map(Failure::part).collect(Collectors.toSet()));
        } catch (PipelineException e) {
            if (!Thread.currentThread().isInterrupted()) {
                sayOnce(e.getMessage());
            }
        }
    }

    private void sayOnce(String reason) {
        if (deafness.isEmpty()) {
            log.accept(reason + "; looking again every " + LOOK_EVERY.toSeconds() + " s");
        }
        deafness = Optional.of(reason);
    }

    private void treat(Failure failure) {
        Instant now = clock.instant();
        History history =
                histories.computeIfAbsent(failure.part(), part -> History.begin(now, pauses, failure.reason()));
        if (history.isDue(now)) {
            // Before the call: where it fails, the next one has to wait all the same.
            History next = history.restarted(now, pauses, failure.reason());
            histories.put(failure.part(), next);
            log.accept(line(failure, next, Duration.between(now, next.next())));
            restart(failure.part());
        }
    }

    private void restart(ConnectorPart part) {
        try {
            connect.restart(part);
        } catch (PipelineException e) {
            log.accept("Cannot restart " + part + ": " + e.getMessage());
        }
    }

    private static String line(Failure failure, History history, Duration pause) {
        if (history.restarts() < SOMEBODY_MUST_LOOK) {
            return "Restarting %s, restart %d: %s".formatted(failure.part(), history.restarts(), failure.reason());
        }
        return "STILL FAILING: %s has failed %d times since %s; if this does not pass, mend what it says. Restarting it,"
                        .formatted(failure.part(), history.restarts(), history.since())
                + " and again after %d s at the earliest: %s".formatted(pause.toSeconds(), failure.reason());
    }

    /** A part that fails again soon after a restart goes on where it was. */
    private void forget(Set<ConnectorPart> failed) {
        Instant now = clock.instant();
        histories
                .entrySet()
                .removeIf(entry -> !failed.contains(entry.getKey())
                        && now.isAfter(entry.getValue().next().plus(pauses.untilForgotten())));
    }
}
