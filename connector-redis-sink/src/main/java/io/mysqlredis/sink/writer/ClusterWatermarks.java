package io.mysqlredis.sink.writer;

import io.mysqlredis.sink.watermark.Partition;
import io.mysqlredis.sink.watermark.Watermark;
import io.mysqlredis.sink.writer.RedisWriter.Claim;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.util.JedisClusterCRC16;

/**
 * The watermarks on all masters of a cluster: they move only if nobody else has touched them, and stand at one offset
 * whenever they were looked at.
 */
final class ClusterWatermarks {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterWatermarks.class);

    private final Masters masters;
    private final String own;

    /** Where each partition's were last seen, by offset. */
    private final Map<Partition, Long> seen = new LinkedHashMap<>();

    /** Of which data was sent before it was known whether another task owns them, and where they stood then, by offset. */
    private final Map<Partition, Long> doubtful = new HashMap<>();

    private boolean hold;

    ClusterWatermarks(Masters masters, WatermarkStore store) {
        this.masters = masters;
        this.own = store.owner();
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
        Map<Partition, ClusterHeld> found = readGuarded(all, claims);
        readFormer(found);
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
        if (place(places)) {
            doubtful.clear();
            removeFormer(found, ours.keySet());
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
    }

    /** Whoever took these over has to write again what this task may have overwritten with older versions. */
    private Map<Partition, Held> putBack(Map<Partition, Held> together) {
        Map<Partition, Held> back = new HashMap<>();
        doubtful.forEach((partition, offset) -> {
            Held held = together.get(partition);
            boolean isOthers = held.owner().isPresent() && !held.owner().get().equals(own);
            if (isOthers && held.watermark().offset() > offset) {
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
        return together(read(partitions, master -> 0));
    }

    private Map<Partition, Held> together(Map<Partition, ClusterHeld> found) {
        Map<Partition, Held> together = new HashMap<>();
        found.forEach((partition, held) -> together.put(partition, held.together(own)));
        return together;
    }

    private Map<Partition, ClusterHeld> readGuarded(Set<Partition> partitions, Map<Partition, Claim> claims) {
        long now = System.currentTimeMillis();
        return read(partitions, master -> {
            Connection connection = master.connection();
            connection.sendCommand(Command.UNWATCH);
            for (Partition claimed : claims.keySet()) {
                connection.sendCommand(Command.HSET, master.store().claim(claimed));
                connection.sendCommand(Command.HSETNX, master.store().birth(claimed, now));
            }
            return 1 + 2 * claims.size() + sendWatch(master, partitions);
        });
    }

    private static int sendWatch(Master master, Set<Partition> partitions) {
        if (partitions.isEmpty()) {
            return 0;
        }
        master.connection()
                .sendCommand(
                        Command.WATCH,
                        partitions.stream().map(master.store()::key).toArray(byte[][]::new));
        return 1;
    }

    /** @param first what to send before, and how many requests that were */
    private Map<Partition, ClusterHeld> read(Set<Partition> partitions, ToIntFunction<Master> first) {
        Set<String> tags = masters.all().stream().map(Master::tag).collect(Collectors.toSet());
        Map<Partition, ClusterHeld> found = new LinkedHashMap<>();
        partitions.forEach(partition -> found.put(partition, new ClusterHeld(tags)));
        masters.exchange(master -> {
                    int sent = first.applyAsInt(master);
                    partitions.forEach(partition -> master.connection()
                            .sendCommand(Command.HGETALL, master.store().key(partition)));
                    return sent + partitions.size();
                })
                .forEach((master, replies) -> {
                    master.failOnErrors(replies);
                    int next = replies.size() - partitions.size();
                    for (ClusterHeld held : found.values()) {
                        held.add(master.tag(), (List<?>) replies.get(next++));
                    }
                });
        return found;
    }

    /** The watermarks of masters that there are no more, which have moved along with their slots. */
    private void readFormer(Map<Partition, ClusterHeld> found) {
        found.forEach((partition, held) -> held.formerTags().forEach(tag -> {
            Former former = former(partition, tag);
            List<Object> replies = masters.exchange(List.of(former.master()), master -> {
                        master.connection()
                                .sendCommand(Command.HGETALL, former.store().key(partition));
                        return 1;
                    })
                    .get(former.master());
            former.master().failOnErrors(replies);
            held.add(tag, (List<?>) replies.get(0));
        }));
    }

    /** They would only be in the way, once those of the masters that there are now have taken them in. */
    private void removeFormer(Map<Partition, ClusterHeld> found, Set<Partition> partitions) {
        partitions.forEach(partition -> found.get(partition).formerTags().forEach(tag -> {
            Former former = former(partition, tag);
            masters.exchange(List.of(former.master()), master -> {
                        master.connection()
                                .sendCommand(Command.DEL, former.store().key(partition));
                        return 1;
                    })
                    .forEach(Master::failOnErrors);
        }));
    }

    private record Former(Master master, WatermarkStore store) {}

    private Former former(Partition partition, String tag) {
        WatermarkStore store = masters.all().get(0).store().at(new WatermarkStore.MasterTag(tag, Set.of()));
        return new Former(masters.of(JedisClusterCRC16.getSlot(store.key(partition))), store);
    }

    /** Makes them so on every master that also takes other writes, unless somebody has touched them since they were read. */
    private boolean place(Map<Partition, Held> places) {
        if (places.isEmpty()) {
            return true;
        }
        return transaction(master -> {
            places.forEach((partition, held) -> {
                master.connection().sendCommand(Command.DEL, master.store().key(partition));
                master.connection().sendCommand(Command.HSET, master.store().whole(partition, held));
            });
            return 2 * places.size();
        });
    }

    /** On each master one; whether all were carried out. */
    private boolean transaction(ToIntFunction<Master> send) {
        boolean[] isDone = {true};
        masters.exchange(master -> {
                    master.connection().sendCommand(Command.MULTI);
                    int sent = send.applyAsInt(master);
                    master.connection().sendCommand(Command.EXEC);
                    return sent + 2;
                })
                .forEach((master, replies) -> {
                    master.failOnErrors(replies);
                    Object results = replies.get(replies.size() - 1);
                    isDone[0] &= results != null;
                    master.failOnErrors(results == null ? List.of() : (List<?>) results);
                });
        return isDone[0];
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
        sendWatch(master, seen.keySet());
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
        boolean hasMoved = transaction(master -> {
            marks.forEach((partition, watermark) ->
                    master.connection().sendCommand(Command.HSET, master.store().move(partition, watermark, now)));
            return marks.size();
        });
        marks.forEach((partition, watermark) -> seen.replace(partition, watermark.offset()));
        hold &= hasMoved;
        return hasMoved;
    }

    /** Sets them on every master, whoever owns them. */
    void alter(Map<Partition, Watermark> marks) {
        Map<Partition, ClusterHeld> found = read(marks.keySet(), master -> 0);
        masters.exchange(master -> {
                    int sent = 0;
                    for (Map.Entry<Partition, Watermark> mark : marks.entrySet()) {
                        master.connection()
                                .sendCommand(Command.DEL, master.store().key(mark.getKey()));
                        sent++;
                        if (!mark.getValue().isNone()) {
                            master.connection()
                                    .sendCommand(Command.HSET, master.store().placed(mark.getKey(), mark.getValue()));
                            sent++;
                        }
                    }
                    return sent;
                })
                .forEach(Master::failOnErrors);
        removeFormer(found, new HashSet<>(marks.keySet()));
    }

    /** Removes all of this connector, also those of masters that there were once. */
    void forgetAll() {
        for (Master master : masters.all()) {
            String cursor = Scan.START;
            do {
                String at = cursor;
                cursor = masters.at(master, connection -> master.store().forgetSome(connection, at));
            } while (!cursor.equals(Scan.START));
        }
    }
}
