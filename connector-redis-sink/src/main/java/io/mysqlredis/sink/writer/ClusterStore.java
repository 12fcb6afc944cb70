package io.mysqlredis.sink.writer;

import io.mysqlredis.sink.watermark.Partition;
import io.mysqlredis.sink.watermark.Watermark;
import io.mysqlredis.sink.writer.RedisWriter.Claim;
import io.mysqlredis.sink.writer.WatermarkStore.MasterTag;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.util.JedisClusterCRC16;

/** Reads and writes watermarks on all masters of a cluster, wherever they came to be when slots moved. */
final class ClusterStore {

    private static final int QUESTIONS = 2;

    private final Masters masters;

    /** The tags of all masters that were written here, and may be former ones by now. */
    private final Set<String> used = new HashSet<>();

    /** Of which the watermarks were placed here last. */
    private Set<Partition> placed = Set.of();

    /** What the masters told of themselves at the last look. */
    private Layout layout = new Layout(Map.of(), false);

    ClusterStore(Masters masters) {
        this.masters = masters;
    }

    /**
     * Claims, reads and guards: the next transaction is carried out only if nobody touches them before.
     *
     * @return of each what the masters hold; those that are claimed may have been another task's until now
     */
    Map<Partition, ClusterHeld> readGuarded(Set<Partition> partitions, Map<Partition, Claim> claims) {
        long now = System.currentTimeMillis();
        Set<Partition> followed = new HashSet<>(masters.areFollowed() ? placed : Set.of());
        followed.removeAll(claims.keySet());
        Map<Partition, ClusterHeld> found = read(partitions, followed, master -> {
            Connection connection = master.connection();
            connection.sendCommand(Command.UNWATCH);
            for (Partition claimed : claims.keySet()) {
                connection.sendCommand(Command.HSET, master.store().claim(claimed));
                connection.sendCommand(Command.HSETNX, master.store().birth(claimed, now));
            }
            return 1 + 2 * claims.size() + sendWatch(master, partitions);
        });
        readFormer(found);
        return found;
    }

    /** Reads what the masters there are now have. */
    Map<Partition, ClusterHeld> read(Set<Partition> partitions) {
        return read(partitions, Set.of(), master -> 0);
    }

    static int sendWatch(Master master, Set<Partition> partitions) {
        if (partitions.isEmpty()) {
            return 0;
        }
        master.connection()
                .sendCommand(
                        Command.WATCH,
                        partitions.stream().map(master.store()::key).toArray(byte[][]::new));
        return 1;
    }

    /**
     * @param followed of which was known until just before who has which slot
     * @param first what to send before, and how many requests that were
     */
    private Map<Partition, ClusterHeld> read(
            Set<Partition> partitions, Set<Partition> followed, ToIntFunction<Master> first) {
        Map<Master, List<Object>> all = masters.exchange(master -> {
            int sent = first.applyAsInt(master);
            partitions.forEach(partition -> master.connection()
                    .sendCommand(Command.HGETALL, master.store().key(partition)));
            return sent + partitions.size() + sendQuestions(master);
        });
        Map<Master, Optional<String>> histories = new HashMap<>();
        all.forEach((master, replies) ->
                histories.put(master, history(replies.subList(replies.size() - QUESTIONS, replies.size()))));
        layout = Layout.of(masters.all(), histories, true);
        Map<Partition, ClusterHeld> found = new LinkedHashMap<>();
        partitions.forEach(partition ->
                found.put(partition, new ClusterHeld(followed.contains(partition) ? layout : layout.notFollowed())));
        all.forEach((master, replies) -> {
            List<Object> own = replies.subList(0, replies.size() - QUESTIONS);
            int next = own.size() - partitions.size();
            master.failOnErrors(own.subList(next, own.size()), partitions);
            master.failOnErrors(own);
            for (ClusterHeld held : found.values()) {
                held.add(master.tag(), (List<?>) own.get(next++));
            }
        });
        return found;
    }

    private static int sendQuestions(Master master) {
        // One section each, as servers before Redis 7 take no more. A user who may not ask gets an error, and that is
        // an answer.
        master.connection().sendCommand(Command.INFO, "server");
        master.connection().sendCommand(Command.INFO, "commandstats");
        return QUESTIONS;
    }

    private static Optional<String> history(List<Object> answers) {
        Map<String, String> fields = new HashMap<>();
        answers.forEach(answer -> fields.putAll(ServerInfo.of(answer).fields()));
        return new ServerInfo(fields).history();
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
    private void removeFormer(Map<Partition, ClusterHeld> found) {
        found.forEach((partition, held) -> {
            Set<String> former = new HashSet<>(used);
            former.addAll(held.told());
            former.removeAll(tags());
            former.forEach(tag -> remove(former(partition, tag), partition));
        });
        used.clear();
        used.addAll(tags());
    }

    private void remove(Former former, Partition partition) {
        masters.exchange(List.of(former.master()), master -> {
                    master.connection().sendCommand(Command.DEL, former.store().key(partition));
                    return 1;
                })
                .forEach(Master::failOnErrors);
    }

    private Set<String> tags() {
        return masters.all().stream().map(Master::tag).collect(Collectors.toSet());
    }

    /** One that also tells what the master is. */
    private WatermarkStore storeOf(Master master, Set<String> tags) {
        Optional<Layout.Stand> stand = Optional.ofNullable(layout.masters().get(master.tag()));
        return master.store().at(new MasterTag(master.tag(), tags, stand));
    }

    private record Former(Master master, WatermarkStore store) {}

    private Former former(Partition partition, String tag) {
        WatermarkStore store = masters.all().get(0).store().at(new MasterTag(tag, Set.of()));
        return new Former(masters.of(JedisClusterCRC16.getSlot(store.key(partition))), store);
    }

    /**
     * Makes them so on every master, and so learns that each takes writes, unless somebody has touched them since they were
     * read.
     *
     * @param found what was read
     * @return whether all are so
     */
    boolean place(Map<Partition, Held> places, Map<Partition, ClusterHeld> found) {
        if (places.isEmpty()) {
            return true;
        }
        used.addAll(tags());
        // No watermark may tell of one that is not there yet: it would be taken for lost.
        boolean isPlaced = transaction(master -> sendNew(master, places, found))
                && transaction(master -> sendWhole(master, places, found));
        masters.awaitReplicas();
        if (isPlaced) {
            placed = Set.copyOf(places.keySet());
            masters.told();
            Map<Partition, ClusterHeld> taken = new HashMap<>(found);
            taken.keySet().retainAll(places.keySet());
            removeFormer(taken);
        }
        return isPlaced;
    }

    private int sendNew(Master master, Map<Partition, Held> places, Map<Partition, ClusterHeld> found) {
        int sent = 0;
        for (Map.Entry<Partition, Held> place : places.entrySet()) {
            Set<String> told = found.get(place.getKey()).told();
            if (told.add(master.tag())) {
                sent += sendPlace(master, storeOf(master, told), place);
            }
        }
        return sent;
    }

    private int sendWhole(Master master, Map<Partition, Held> places, Map<Partition, ClusterHeld> found) {
        int sent = 0;
        for (Map.Entry<Partition, Held> place : places.entrySet()) {
            if (found.get(place.getKey()).told().contains(master.tag())) {
                sent += sendPlace(master, storeOf(master, tags()), place);
            } else {
                // Not the owner, which may be another one by now.
                master.connection().sendCommand(Command.HSET, master.store().layout(place.getKey()));
                sent++;
            }
        }
        return sent;
    }

    private static int sendPlace(Master master, WatermarkStore store, Map.Entry<Partition, Held> place) {
        master.connection().sendCommand(Command.DEL, store.key(place.getKey()));
        master.connection().sendCommand(Command.HSET, store.whole(place.getKey(), place.getValue()));
        return 2;
    }

    /** On each master one; whether all were carried out. */
    boolean transaction(ToIntFunction<Master> send) {
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

    /** Sets them on every master, whoever owns them. */
    void alter(Map<Partition, Watermark> marks) {
        Map<Partition, ClusterHeld> found = read(marks.keySet());
        masters.exchange(master -> {
                    int sent = 0;
                    for (Map.Entry<Partition, Watermark> mark : marks.entrySet()) {
                        master.connection()
                                .sendCommand(Command.DEL, master.store().key(mark.getKey()));
                        sent++;
                        if (!mark.getValue().isNone()) {
                            master.connection()
                                    .sendCommand(
                                            Command.HSET,
                                            storeOf(master, tags()).placed(mark.getKey(), mark.getValue()));
                            sent++;
                        }
                    }
                    return sent;
                })
                .forEach(Master::failOnErrors);
        removeFormer(found);
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
