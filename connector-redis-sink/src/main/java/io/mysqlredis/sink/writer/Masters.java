package io.mysqlredis.sink.writer;

import io.mysqlredis.sink.writer.WatermarkStore.MasterTag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The connections to all masters of a cluster, over which one exchange goes to all at the same time; after one that fails
 * the cluster is asked anew who they are. For one thread.
 */
final class Masters implements AutoCloseable {

    private final RedisConnections connections;
    private final Map<String, String> required;
    private final Optional<WatermarkStore> watermarks;
    private final Watchdog watchdog;

    /** Whom to ask for the masters, the one that was asked last at the end. */
    private final Set<RedisNode> known;

    private final Map<RedisNode, RedisConnections.Session> sessions = new HashMap<>();
    private final Master[] bySlot = new Master[SlotMap.SLOTS];
    private List<Master> masters = List.of();

    /** The slots that the masters' tags lead to, which stay as long as they can. */
    private Set<Integer> tagged = Set.of();

    private boolean areConnected;

    Masters(RedisConnections connections, Map<String, String> required, Optional<WatermarkStore> watermarks) {
        this.connections = connections;
        this.known = new LinkedHashSet<>(connections.nodes());
        this.required = Map.copyOf(required);
        this.watermarks = watermarks;
        this.watchdog = new Watchdog(connections.timeout());
    }

    /** Whether all are connected, as far as is known here. */
    boolean areConnected() {
        return areConnected;
    }

    /** Finds them and connects to each, unless that is done. */
    void connect() {
        if (areConnected) {
            return;
        }
        SlotMap found = ask();
        if (found.gap().isPresent()) {
            throw new RedisUnavailableException(
                    "The Redis Cluster has no master for slot " + found.gap().getAsInt() + ", and perhaps for others");
        }
        known.addAll(found.nodes());
        Map<RedisNode, Integer> chosen = found.masters(tagged);
        tagged = Set.copyOf(chosen.values());
        Set<String> tags = chosen.values().stream().map(SlotTags::of).collect(Collectors.toSet());
        Map<RedisNode, Master> all = new LinkedHashMap<>();
        chosen.forEach((node, slot) -> {
            MasterTag tag = new MasterTag(SlotTags.of(slot), tags);
            all.put(node, master(node, tag.tag(), session(node), watermarks.map(store -> store.at(tag))));
        });
        Set.copyOf(sessions.keySet()).stream()
                .filter(node -> !all.containsKey(node))
                .forEach(this::hangUp);
        Arrays.setAll(bySlot, slot -> all.get(found.master(slot)));
        masters = List.copyOf(all.values());
        areConnected = true;
    }

    /** Perhaps others have the slots by now. */
    void outdated() {
        areConnected = false;
    }

    List<Master> all() {
        return masters;
    }

    Master of(int slot) {
        return bySlot[slot];
    }

    private SlotMap ask() {
        List<RuntimeException> failures = new ArrayList<>();
        for (RedisNode node : List.copyOf(known)) {
            // Another one next time: this one may be cut off from the others, and not know it.
            known.remove(node);
            known.add(node);
            try {
                return slotsOf(node);
            } catch (RedisUnavailableException | RedisMisconfiguredException e) {
                failures.add(e);
            }
        }
        throw RedisConnections.oneOf(failures);
    }

    private SlotMap slotsOf(RedisNode node) {
        Master asked = master(node, "", session(node), Optional.empty());
        List<Object> replies = exchange(List.of(asked), master -> {
                    master.connection().sendCommand(Command.CLUSTER, "SLOTS");
                    return 1;
                })
                .get(asked);
        asked.failOnErrors(replies);
        return SlotMap.parse((List<?>) replies.get(0), node);
    }

    private Master master(RedisNode node, String tag, RedisConnections.Session session, Optional<WatermarkStore> kept) {
        return new Master(node, tag, session, new Replicas(connections.demands()), kept);
    }

    private RedisConnections.Session session(RedisNode node) {
        RedisConnections.Session open = sessions.get(node);
        if (open == null) {
            open = connections.open(node);
            sessions.put(node, open);
            requireCommands(master(node, "", open, Optional.empty()));
        }
        return open;
    }

    private void requireCommands(Master master) {
        if (!required.isEmpty()) {
            for (String missing : at(master, connection -> RedisConnections.missing(required.keySet(), connection))) {
                throw master.errors().refused(new ErrorReply(required.get(missing)));
            }
        }
    }

    /** Until the replicas of each have confirmed what was written, if that is asked for. */
    void awaitReplicas() {
        exchange(Master::sendWait).forEach(Master::readWait);
    }

    /** Sends to all, then reads from all. */
    Map<Master, List<Object>> exchange(ToIntFunction<Master> send) {
        return exchange(all(), send);
    }

    /**
     * Sends to these, then reads from these.
     *
     * @param send sends to one, and returns how many requests that were
     * @return the reply to each request, errors among them
     */
    Map<Master, List<Object>> exchange(List<Master> to, ToIntFunction<Master> send) {
        Turn turn = new Turn(to);
        List<NodeConnection> over = to.stream().map(Master::connection).toList();
        try {
            return watchdog.guard(over, () -> {
                Map<Master, Integer> sent = new LinkedHashMap<>();
                for (Master master : to) {
                    turn.master = master;
                    sent.put(master, send.applyAsInt(master));
                    master.connection().send();
                }
                Map<Master, List<Object>> replies = new LinkedHashMap<>();
                sent.forEach((master, count) -> {
                    turn.master = master;
                    replies.put(master, master.connection().getMany(count));
                    turn.due.remove(master);
                });
                return replies;
            });
        } catch (JedisException e) {
            throw turn.master.errors().unreachable(e);
        } finally {
            // A reply that still comes would be taken for that of the next exchange.
            turn.due.forEach(master -> hangUp(master.node()));
        }
    }

    /** An exchange with one of them. */
    <T> T at(Master master, Function<Connection, T> exchange) {
        boolean repliesInStep = false;
        try {
            T result = watchdog.guard(master.connection(), () -> exchange.apply(master.connection()));
            repliesInStep = true;
            return result;
        } catch (JedisDataException e) {
            master.failOnErrors(List.of(e));
            throw e;
        } catch (JedisException e) {
            throw master.errors().unreachable(e);
        } finally {
            if (!repliesInStep) {
                hangUp(master.node());
            }
        }
    }

    /** Whose turn it is in an exchange, and from whom replies are due. */
    private static final class Turn {

        private final Set<Master> due;
        private Master master;

        Turn(List<Master> masters) {
            due = new LinkedHashSet<>(masters);
            master = masters.get(0);
        }
    }

    private void hangUp(RedisNode node) {
        RedisConnections.Session session = sessions.remove(node);
        if (session != null) {
            RedisConnections.hangUp(session.connection());
            areConnected = false;
        }
    }

    @Override
    public void close() {
        Set.copyOf(sessions.keySet()).forEach(this::hangUp);
        watchdog.close();
    }
}
