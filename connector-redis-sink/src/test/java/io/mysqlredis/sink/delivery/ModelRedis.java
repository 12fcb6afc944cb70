package io.mysqlredis.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.mysqlredis.sink.command.Batch;
import io.mysqlredis.sink.command.RedisCommand;
import io.mysqlredis.sink.command.Write;
import io.mysqlredis.sink.watermark.Partition;
import io.mysqlredis.sink.watermark.Watermark;
import io.mysqlredis.sink.writer.Held;
import io.mysqlredis.sink.writer.RedisUnavailableException;
import io.mysqlredis.sink.writer.RedisWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A Redis in memory that one task writes to, with the failures that it is told to have. */
final class ModelRedis implements RedisWriter {

    static final String OWNER = "me";

    final Map<Partition, Held> watermarks = new HashMap<>();

    /** The keys that commands were carried out for, in order. */
    final List<String> applied = new ArrayList<>();

    /** Keys that it rejects commands for after all others of the flight were carried out. */
    final Set<String> rejectedInFlight = new HashSet<>();

    /** Keys for which it refuses the whole flight. */
    final Set<String> refused = new HashSet<>();

    /** Keys that it does not write now, but will. */
    final Set<String> delayed = new HashSet<>();

    Duration timeOfAWrite = Duration.ZERO;
    boolean isAway;
    boolean isAwayForPeeks;
    boolean breaksBeforeNextWrite;
    boolean breaksAfterNextWrite;

    private boolean isInFlight;
    private int writesUntilBreak = Integer.MAX_VALUE;
    private final SettableClock clock;
    private Map<Partition, Held> watched;

    ModelRedis(SettableClock clock) {
        this.clock = clock;
    }

    void loseEverything() {
        watermarks.clear();
        applied.clear();
    }

    /** After so many more writes the connection is gone once. */
    void breakAfterWrites(int count) {
        writesUntilBreak = count;
    }

    /** Another task claims it, or its owner gives a sign. */
    void isOwnedBy(String owner, Partition partition, Watermark watermark) {
        watermarks.put(
                partition,
                new Held(
                        watermark,
                        Optional.of(owner),
                        Optional.of("hash x"),
                        OptionalLong.of(0),
                        OptionalLong.of(clock.millis())));
    }

    long offset(Partition partition) {
        return held(partition).watermark().offset();
    }

    Held held(Partition partition) {
        return watermarks.getOrDefault(
                partition,
                new Held(
                        Watermark.NONE,
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.empty(),
                        OptionalLong.empty()));
    }

    @Override
    public boolean keepsWatermarks() {
        return true;
    }

    @Override
    public Map<Partition, Held> look(Set<Partition> open, Map<Partition, Claim> claims) {
        answer();
        claims.forEach((partition, claim) -> {
            Held before = held(partition);
            watermarks.put(
                    partition,
                    new Held(
                            claim == Claim.START_OVER ? Watermark.NONE : before.watermark(),
                            Optional.of(OWNER),
                            before.mappings(),
                            before.createdAt().isPresent() ? before.createdAt() : OptionalLong.of(clock.millis()),
                            before.checkedAt()));
        });
        watched = heldOf(open);
        return watched;
    }

    @Override
    public Map<Partition, Held> peek(Set<Partition> partitions) {
        answer();
        if (isAwayForPeeks) {
            isAwayForPeeks = false;
            throw gone();
        }
        return heldOf(partitions);
    }

    private Map<Partition, Held> heldOf(Set<Partition> partitions) {
        Map<Partition, Held> all = new HashMap<>();
        partitions.forEach(partition -> all.put(partition, held(partition)));
        return all;
    }

    @Override
    public boolean isWatching() {
        assertNothingIsInFlight();
        return watched != null;
    }

    /** Carried out at once, as by a server that is fast, and told when it lands. */
    @Override
    public InFlight send(Batch run, Map<Partition, Watermark> marks) {
        InFlight flight = carriedOut(run, marks);
        isInFlight = true;
        return () -> {
            assertThat(isInFlight).as("whether it is in the air").isTrue();
            isInFlight = false;
            return flight.land();
        };
    }

    private InFlight carriedOut(Batch run, Map<Partition, Watermark> marks) {
        try {
            return outcome(run, marks).landed();
        } catch (RedisUnavailableException e) {
            return () -> {
                throw e;
            };
        }
    }

    private Outcome outcome(Batch run, Map<Partition, Watermark> marks) {
        answer();
        if (writesUntilBreak-- == 0) {
            throw gone();
        }
        clock.pass(timeOfAWrite);
        if (breaksBeforeNextWrite) {
            throw gone();
        }
        if (watched == null || !watched.equals(heldOf(watched.keySet()))) {
            watched = null;
            return new Outcome(Fate.OVERTAKEN, List.of());
        }
        List<Rejection> refusals = rejections(run, refused);
        if (!refusals.isEmpty()) {
            watched = null;
            return new Outcome(Fate.REFUSED, refusals);
        }
        carryOut(run, marks);
        if (breaksAfterNextWrite) {
            throw gone();
        }
        List<Rejection> delays = rejections(run, delayed);
        return delays.isEmpty()
                ? new Outcome(Fate.APPLIED, rejections(run, rejectedInFlight))
                : new Outcome(Fate.PARTLY_APPLIED, delays);
    }

    private void carryOut(Batch run, Map<Partition, Watermark> marks) {
        for (Write write : run.writes()) {
            for (RedisCommand command : write.commands()) {
                if (!rejectedInFlight.contains(key(command)) && !delayed.contains(key(command))) {
                    applied.add(key(command));
                }
            }
        }
        marks.forEach((partition, mark) -> watermarks.put(
                partition,
                new Held(
                        mark,
                        held(partition).owner(),
                        Optional.of("hash x"),
                        held(partition).createdAt(),
                        OptionalLong.of(clock.millis()))));
        watched = heldOf(watched.keySet());
    }

    private static List<Rejection> rejections(Batch run, Set<String> keys) {
        List<Rejection> rejections = new ArrayList<>();
        for (Write write : run.writes()) {
            if (write.commands().stream().anyMatch(command -> keys.contains(key(command)))) {
                rejections.add(new Rejection(write.position(), "no"));
            }
        }
        return rejections;
    }

    private static String key(RedisCommand command) {
        return command.key().name().toString();
    }

    private void answer() {
        assertNothingIsInFlight();
        if (isAway) {
            throw gone();
        }
    }

    private void assertNothingIsInFlight() {
        assertThat(isInFlight).as("whether replies are due").isFalse();
    }

    private RedisUnavailableException gone() {
        watched = null;
        breaksBeforeNextWrite = false;
        breaksAfterNextWrite = false;
        return new RedisUnavailableException("Redis is away");
    }

    @Override
    public Outcome sweep(Write write) {
        answer();
        applied.add("swept by " + write.position());
        return new Outcome(Fate.APPLIED, List.of());
    }

    @Override
    public void alter(Map<Partition, Watermark> marks) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void forgetAll() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        watched = null;
    }
}
