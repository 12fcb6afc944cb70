package io.mysqlredis.sink.delivery;

import io.mysqlredis.sink.watermark.Partition;
import io.mysqlredis.sink.watermark.Watermark;
import io.mysqlredis.sink.writer.Held;
import io.mysqlredis.sink.writer.RedisWriter;
import io.mysqlredis.sink.writer.RedisWriter.Claim;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides by what Redis holds of each partition whether to go on, to read again, to skip, or to leave it to another task: the
 * watermark in Redis is right, and not what this task remembers or Kafka has committed.
 */
final class Watermarks {

    private static final Logger LOG = LoggerFactory.getLogger(Watermarks.class);

    /** An owner that lives confirms its watermarks far more often. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    /** An owner whose last sign is no older than this is there. */
    private static final Duration ALIVE = Duration.ofSeconds(5);

    private final Ownership ownership;
    private final InstantSource clock;
    private final Observer observer;
    private final Notices notices;

    Watermarks(Ownership ownership, InstantSource clock, Observer observer) {
        this.ownership = ownership;
        this.clock = clock;
        this.observer = observer;
        this.notices = new Notices(ownership, clock);
    }

    /** Whether a record is to be taken in. */
    boolean expects(PartitionState state, long offset, long timestamp) {
        return switch (state.receive(offset, timestamp)) {
            case APPLY -> true;
            case SKIP -> false;
            case APPLY_AFTER_GAP -> {
                LOG.warn(
                        "{}: the record at offset {} up to which Redis has this partition is gone from the topic; the next one"
                                + " there is at {}. If the topic is compacted that is no harm. If it deletes old records, changes may"
                                + " be lost: then make a new snapshot of the table",
                        state.partition(),
                        state.applied().offset(),
                        offset);
                yield true;
            }
            case COMES_AGAIN -> {
                LOG.warn(
                        "{}: offset {} comes after later ones; this task begins again at what Redis has, to see whether the"
                                + " topic is still the same",
                        state.partition(),
                        offset);
                readAgain(state, Claim.TAKE_OVER);
                yield false;
            }
            case OTHER_TOPIC -> {
                LOG.warn(
                        "{}: the topic is not the one that Redis has up to offset {}, since another record stands there; it was"
                                + " deleted and created again, or its end was lost. It is read from its beginning",
                        state.partition(),
                        state.applied().offset());
                readAgain(state, Claim.START_OVER);
                yield false;
            }
        };
    }

    boolean isUnsettled(Collection<PartitionState> states) {
        return states.stream().anyMatch(state -> state.claim().isPresent());
    }

    /**
     * Looks once, and makes up its mind about every partition that is not another's.
     *
     * @param corrected partitions whose watermark in Redis is known to be too far up, and will be put right
     * @return from where partitions are to be read again, whose records that were taken in do not count any more
     */
    Map<Partition, Long> settle(
            Map<Partition, PartitionState> partitions, Set<Partition> corrected, RedisWriter writer) {
        leaveToOthers(partitions.values(), writer);
        Map<Partition, Claim> claims = new HashMap<>();
        Set<Partition> ours = new HashSet<>();
        for (PartitionState state : partitions.values()) {
            state.claim().ifPresent(claim -> claims.put(state.partition(), claim));
            if (state.fence().isEmpty()) {
                ours.add(state.partition());
            }
        }
        Map<Partition, Held> all = writer.look(ours, claims);
        // Before anything is decided: what is decided here and not returned would be lost.
        notices.tellOfLatePartitions(partitions.values(), all, writer);
        Map<Partition, Long> rewinds = new HashMap<>();
        for (Partition partition : ours) {
            PartitionState state = partitions.get(partition);
            Held held = all.get(partition);
            if (held == null) {
                // None are kept.
                continue;
            }
            if (claims.containsKey(partition)) {
                notices.tellOfMappings(partition, held);
                notices.tellOfAge(partition, held);
                rewind(state, held.watermark(), rewinds);
            } else {
                reconcile(state, held, corrected.contains(partition), rewinds);
            }
        }
        return rewinds;
    }

    /** Whoever took a partition over since this task learned that its topic is another one learns that too. */
    private void leaveToOthers(Collection<PartitionState> states, RedisWriter writer) {
        for (PartitionState state : states) {
            if (state.claim().equals(Optional.of(Claim.START_OVER))) {
                Partition partition = state.partition();
                Held held = writer.peek(Set.of(partition)).get(partition);
                if (held.owner()
                        .filter(owner -> !owner.equals(ownership.token()))
                        .isPresent()) {
                    foreign(state, held);
                }
            }
        }
    }

    private void reconcile(PartitionState state, Held held, boolean isCorrected, Map<Partition, Long> rewinds) {
        if (held.owner().isEmpty()) {
            LOG.warn(
                    "{}: Redis has lost how far it has this partition, and so perhaps its data; it is read from its beginning",
                    state.partition());
            readAgain(state, Claim.TAKE_OVER);
        } else if (!held.owner().get().equals(ownership.token())) {
            foreign(state, held);
        } else if (held.watermark().carriedOut() < state.landed()) {
            LOG.warn(
                    "{}: Redis went back from offset {} to {}, and so perhaps did its data; it is read again from there",
                    state.partition(),
                    state.landed(),
                    held.watermark().offset());
            notices.tellOfAge(state.partition(), held);
            observer.rewound();
            rewind(state, held.watermark(), rewinds);
        } else if (held.watermark().offset() > state.applied().offset() || state.isElsewhere(held.watermark())) {
            ahead(state, held, isCorrected, rewinds);
        }
    }

    /** A flight whose reply was lost arrived, or Redis is from another time. */
    private void ahead(PartitionState state, Held held, boolean isCorrected, Map<Partition, Long> rewinds) {
        if (!state.mayHaveMovedTo(held.watermark())) {
            // What was taken in is older than that, and to write it would show old versions of rows.
            LOG.warn(
                    "{}: Redis went from offset {} to {}, and not by this task, so it was restored from a copy; it is read on from"
                            + " there",
                    state.partition(),
                    state.applied().offset(),
                    held.watermark().offset());
            notices.tellOfAge(state.partition(), held);
            observer.rewound();
            rewind(state, held.watermark(), rewinds);
        } else if (!isCorrected) {
            LOG.info(
                    "{}: Redis has up to offset {} what was sent before the connection was lost",
                    state.partition(),
                    held.watermark().offset());
            state.landed(held.watermark());
        }
    }

    /** A task that took over goes on from where this one was; what is behind that is an owner out of an older past. */
    private void foreign(PartitionState state, Held held) {
        if (held.watermark().carriedOut() < state.landed()
                && state.replaces(held.owner().orElseThrow())) {
            LOG.warn(
                    "{}: Redis went back from offset {} to {}, to a time at which {} owned it; this task owns it now",
                    state.partition(),
                    state.landed(),
                    held.watermark().offset(),
                    held.owner().orElseThrow());
            notices.tellOfAge(state.partition(), held);
            readAgain(state, Claim.TAKE_OVER);
        } else {
            LOG.warn(
                    "{}: {} has taken this partition over; this task, {}, writes nothing of it any more",
                    state.partition(),
                    held.owner().orElseThrow(),
                    ownership.token());
            state.fenced(Fence.raised(held, clock.instant()));
            observer.fenced();
        }
    }

    private void readAgain(PartitionState state, Claim how) {
        state.toBeClaimed(how);
        observer.rewound();
    }

    private static void rewind(PartitionState state, Watermark to, Map<Partition, Long> rewinds) {
        state.begin(to);
        // To the record that is applied already: it tells whether the topic is still the same.
        rewinds.put(state.partition(), Math.max(0, to.offset()));
    }

    /**
     * Looks whether the owners of fenced partitions are still there.
     *
     * @throws ConnectException if one is, for longer than a rebalance takes
     */
    void lookAtFenced(Collection<PartitionState> states, RedisWriter writer) {
        Map<Partition, PartitionState> fenced = states.stream()
                .filter(state -> state.fence().isPresent())
                .collect(Collectors.toMap(PartitionState::partition, state -> state));
        if (fenced.isEmpty()) {
            return;
        }
        Map<Partition, Held> all = writer.peek(fenced.keySet());
        fenced.forEach((partition, state) -> {
            Instant now = clock.instant();
            Fence fence = state.fence().orElseThrow().seen(all.get(partition), now);
            state.fenced(fence);
            if (fence.isDeserted(now, SILENCE)) {
                LOG.warn(
                        "{}: {} gave no sign for {}; this task takes the partition back",
                        partition,
                        fence.owner(),
                        SILENCE);
                state.toBeClaimed(Claim.TAKE_OVER);
            } else if (fence.isContested(now, ownership.sessionTimeout(), ALIVE)) {
                throw new ConnectException(partition + " is written by another task too: " + fence.owner()
                        + ", while this one is " + ownership.token()
                        + "; is there a connector of the same name in another Connect cluster that writes to this Redis?"
                        + " Delete one of the two, or give it another name and other keys");
            }
        });
    }
}
