package io.mysqlredis.sink.writer;

import io.mysqlredis.sink.watermark.Partition;
import io.mysqlredis.sink.watermark.Watermark;
import io.mysqlredis.sink.writer.RedisWriter.Claim;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Redis's {@code WATCH} over the watermarks of all open partitions, from one transaction to the next: a transaction that it
 * guards is carried out only if nobody has touched one of them since they were last seen.
 */
final class Watch {

    private final Optional<WatermarkStore> store;

    /** Where each watermark was last seen, by offset; in one order. */
    private final Map<Partition, Long> seen = new LinkedHashMap<>();

    private boolean holds;

    /** @param store empty if no watermarks are kept, and nothing is guarded */
    Watch(Optional<WatermarkStore> store) {
        this.store = store;
    }

    /** Whether there is anything to watch. */
    boolean isKept() {
        return store.isPresent();
    }

    boolean holds() {
        return holds;
    }

    /** Whether a transaction can be overtaken at all. */
    boolean guards() {
        return !seen.isEmpty();
    }

    /** To be said when its connection is gone. */
    void end() {
        holds = false;
    }

    /** Claims, then watches and reads everything anew, in one round trip. */
    Map<Partition, Held> begin(Connection connection, Set<Partition> open, Map<Partition, Claim> claims) {
        holds = false;
        seen.clear();
        if (store.isEmpty() || open.isEmpty()) {
            holds = true;
            return Map.of();
        }
        connection.sendCommand(Command.UNWATCH);
        int claiming = sendClaims(connection, claims);
        connection.sendCommand(
                Command.WATCH, open.stream().map(store.get()::key).toArray(byte[][]::new));
        Map<Partition, Held> held = readAfter(claiming + 2, connection, open);
        held.forEach((partition, found) -> seen.put(partition, found.watermark().offset()));
        holds = true;
        return held;
    }

    /** Reads watermarks, and watches nothing. */
    Map<Partition, Held> read(Connection connection, Set<Partition> partitions) {
        return store.isEmpty() ? Map.of() : readAfter(0, connection, partitions);
    }

    /** @param sent how many requests were sent before, none of which may fail */
    private Map<Partition, Held> readAfter(int sent, Connection connection, Set<Partition> partitions) {
        partitions.forEach(partition ->
                connection.sendCommand(Command.HGETALL, store.orElseThrow().key(partition)));
        List<Object> replies = connection.getMany(sent + partitions.size());
        Map<Partition, Held> held = new HashMap<>();
        int next = sent;
        for (Partition partition : partitions) {
            Object reply = replies.get(next++);
            throwError(reply, name(partition));
            held.put(partition, WatermarkStore.held((List<?>) reply));
        }
        replies.forEach(this::throwError);
        return held;
    }

    private int sendClaims(Connection connection, Map<Partition, Claim> claims) {
        int sent = 0;
        long now = System.currentTimeMillis();
        for (Map.Entry<Partition, Claim> claim : claims.entrySet()) {
            if (claim.getValue() == Claim.START_OVER) {
                connection.sendCommand(Command.DEL, store.orElseThrow().key(claim.getKey()));
                sent++;
            }
            connection.sendCommand(Command.HSET, store.orElseThrow().claim(claim.getKey()));
            connection.sendCommand(Command.HSETNX, store.orElseThrow().birth(claim.getKey(), now));
            sent += 2;
        }
        return sent;
    }

    WatermarkStore.Name name(Partition partition) {
        return store.orElseThrow().named(partition);
    }

    private void throwError(Object reply) {
        throwError(
                reply,
                new WatermarkStore.Name(
                        store.orElseThrow().all(), store.orElseThrow().all()));
    }

    private static void throwError(Object reply, WatermarkStore.Name name) {
        if (reply instanceof JedisDataException error) {
            throw new WatermarkRefusal(error, name);
        }
    }

    /** Sets watermarks that nobody owns now; returns how many requests that took. */
    int alter(Connection connection, Map<Partition, Watermark> marks) {
        if (store.isEmpty() || marks.isEmpty()) {
            return 0;
        }
        int sent = 0;
        for (Map.Entry<Partition, Watermark> mark : marks.entrySet()) {
            connection.sendCommand(Command.DEL, store.get().key(mark.getKey()));
            sent++;
            if (!mark.getValue().isNone()) {
                connection.sendCommand(Command.HSET, store.get().placed(mark.getKey(), mark.getValue()));
                sent++;
            }
        }
        connection.getMany(sent).forEach(this::throwError);
        return sent;
    }

    /** Removes those watermarks of this connector that a part of the key space holds; returns the cursor of the next. */
    String forgetSome(Connection connection, String cursor) {
        if (store.isEmpty()) {
            return Scan.START;
        }
        return store.get().forgetSome(connection, cursor);
    }

    /** Adds the moves, inside of a transaction; returns how many requests that took. */
    int addMoves(RequestBuffer buffer, Map<Partition, Watermark> marks) {
        if (store.isEmpty()) {
            return 0;
        }
        long now = System.currentTimeMillis();
        marks.forEach(
                (partition, watermark) -> buffer.add(Command.HSET, store.get().move(partition, watermark, now)));
        return marks.size();
    }

    /** Adds what watches anew, after a transaction. */
    void addRenewal(RequestBuffer buffer) {
        if (!seen.isEmpty()) {
            WatermarkStore all = store.orElseThrow();
            buffer.add(Command.WATCH, seen.keySet().stream().map(all::key).toArray(byte[][]::new));
            seen.keySet().forEach(partition -> buffer.add(Command.HMGET, all.glance(partition)));
        }
    }

    /** The transaction was carried out: from now on the watermarks are expected there. */
    void moved(Map<Partition, Watermark> marks) {
        marks.forEach((partition, watermark) -> seen.replace(partition, watermark.offset()));
    }

    /** Reads the replies to a renewal: whether all is as expected, and guarded again. */
    void renewed(List<Object> replies) {
        int next = 1;
        for (Map.Entry<Partition, Long> expected : seen.entrySet()) {
            holds &= store.orElseThrow().isAt(expected.getValue(), replies.get(next++));
        }
        holds &= replies.isEmpty() || !(replies.get(0) instanceof JedisDataException);
    }
}
