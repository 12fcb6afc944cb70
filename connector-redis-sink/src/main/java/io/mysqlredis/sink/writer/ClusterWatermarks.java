package io.mysqlredis.sink.writer;

import io.mysqlredis.sink.watermark.Partition;
import io.mysqlredis.sink.watermark.Watermark;
import io.mysqlredis.sink.writer.RedisWriter.Claim;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Protocol.Command;

/**
 * The watermarks on all masters of a cluster: they move only if nobody else has touched them, and stand at one offset
 * whenever they were looked at.
 */
final class ClusterWatermarks {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterWatermarks.class);

    private final ClusterStore store;
    private final String own;

    /** Where each partition's were last seen, by offset. */
    private final Map<Partition, Long> seen = new LinkedHashMap<>();

    /** Of which data was sent before it was known whether another task owns them, and where they stood then, by offset. */
    private final Map<Partition, Long> doubtful = new HashMap<>();

    private boolean hold;

    /** @param own the token of the task that these are to belong to */
    ClusterWatermarks(ClusterStore store, String own) {
        this.store = store;
        this.own = own;
    }

    boolean hold() {
        return hold;
    }

    void end() {
        hold = false;
    }

    /** Claims, reads all, and lets all masters' stand where the lowest does. */
    Map<Partition, Held> look(Set<Partition> open, Map<Partition, Claim> claims) {
        hold = false;
        seen.clear();
        Set<Partition> all = new LinkedHashSet<>(open);
        all.addAll(doubtful.keySet());
        Map<Partition, ClusterHeld> found = store.readGuarded(all, claims);
        Map<Partition, Held> together = together(found);
        Map<Partition, Held> ours = new HashMap<>();
        for (Partition partition : open) {
            if (together.get(partition).owner().equals(Optional.of(own))) {
                tellOfLosses(partition, found.get(partition));
                together.computeIfPresent(
                        partition, (same, held) -> claims.get(same) == Claim.START_OVER ? fromNow(held) : held);
                ours.put(partition, together.get(partition));
            }
        }
        Map<Partition, Held> places = new HashMap<>(ours);
        places.putAll(putBack(together));
        if (store.place(places, found)) {
            doubtful.clear();
            ours.forEach(
                    (partition, held) -> seen.put(partition, held.watermark().offset()));
            // A claim that another one has met is to be looked at again.
            hold = ours.keySet().containsAll(claims.keySet());
        }
        together.keySet().retainAll(open);
        return together;
    }

    private static Held fromNow(Held held) {
        OptionalLong now = OptionalLong.of(System.currentTimeMillis());
        return new Held(Watermark.NONE, held.owner(), Optional.empty(), now, OptionalLong.empty());
    }

    private static void tellOfLosses(Partition partition, ClusterHeld found) {
        if (!found.lostTags().isEmpty()) {
            LOG.warn(
                    "{}: of the watermarks of the cluster's masters those with the tags {} are lost, and so perhaps their data;"
                            + " the partition is read from its beginning",
                    partition,
                    found.lostTags());
        }
        Slots unproven = found.unprovenSlots();
        if (!unproven.isEmpty()) {
            LOG.warn(
                    "{}: {} slots of the cluster, such as {}, have changed masters unseen, or their master has restarted or was"
                            + " emptied, and no watermark shows that their data is still there; the partition is read from its"
                            + " beginning",
                    partition,
                    unproven.count(),
                    unproven.text().replaceFirst(",.*", ""));
        }
    }

    /** Whoever took these over has to write again what this task may have overwritten with older versions. */
    private Map<Partition, Held> putBack(Map<Partition, Held> together) {
        Map<Partition, Held> back = new HashMap<>();
        doubtful.forEach((partition, offset) -> {
            Held held = together.get(partition);
            boolean isOthers = held.owner().isPresent() && !held.owner().get().equals(own);
            if (isOthers && held.watermark().offset() == offset) {
                // Its data may have come before ours, and is not passed yet: as it is touched, it writes all that
                // again.
                back.put(partition, held);
            } else if (isOthers && held.watermark().offset() > offset) {
                LOG.warn(
                        "{}: this task may have written older rows after {} had taken the partition over, which is to write"
                                + " again what comes after offset {}",
                        partition,
                        held.owner().get(),
                        offset);
                back.put(
                        partition,
                        new Held(
                                Watermark.before(offset + 1),
                                held.owner(),
                                held.mappings(),
                                held.createdAt(),
                                held.checkedAt()));
            }
        });
        return back;
    }

    /** Reads them without a claim or a guard. */
    Map<Partition, Held> peek(Set<Partition> partitions) {
        return together(store.read(partitions));
    }

    private Map<Partition, Held> together(Map<Partition, ClusterHeld> found) {
        Map<Partition, Held> together = new HashMap<>();
        found.forEach((partition, held) -> together.put(partition, held.together(own)));
        return together;
    }

    /** Whether a run can be overtaken at all. */
    boolean guard() {
        return !seen.isEmpty();
    }

    /** Data of these is about to be sent. */
    void doubt(Set<Partition> partitions) {
        partitions.forEach(partition -> doubtful.putIfAbsent(partition, seen.getOrDefault(partition, -1L)));
    }

    /** What was sent arrived while this task owned them. */
    void confirm() {
        doubtful.clear();
    }

    /** Sends what ends the guard of a glance that no move came after; returns how many requests that were. */
    static int sendRelease(Master master) {
        master.connection().sendCommand(Command.UNWATCH);
        return 1;
    }

    /** Sends a look at all, from which on they are guarded; returns how many requests that were. */
    int sendGlance(Master master) {
        if (seen.isEmpty()) {
            return 0;
        }
        ClusterStore.sendWatch(master, seen.keySet());
        seen.keySet()
                .forEach(partition -> master.connection()
                        .sendCommand(Command.HMGET, master.store().glance(partition)));
        return 1 + seen.size();
    }

    /** Whether all are where they were last seen, and this task's. */
    boolean isUnchanged(Master master, List<Object> glance) {
        master.failOnErrors(glance);
        int next = 1;
        for (long offset : seen.values()) {
            if (!master.store().isAt(offset, glance.get(next++))) {
                return false;
            }
        }
        return true;
    }

    /** Moves them on every master, unless anybody has touched them since the glance; returns whether they moved on all. */
    boolean move(Map<Partition, Watermark> marks) {
        long now = System.currentTimeMillis();
        boolean hasMoved = store.transaction(master -> {
            marks.forEach((partition, watermark) ->
                    master.connection().sendCommand(Command.HSET, master.store().move(partition, watermark, now)));
            return marks.size();
        });
        marks.forEach((partition, watermark) -> seen.replace(partition, watermark.offset()));
        hold &= hasMoved;
        return hasMoved;
    }
}
