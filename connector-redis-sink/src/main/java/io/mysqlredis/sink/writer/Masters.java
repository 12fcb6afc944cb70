package io.mysqlredis.sink.writer;

import io.mysqlredis.sink.writer.WatermarkStore.MasterTag;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
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

    /** How long one call may try one node after the other, so far below Kafka's poll interval that one more can hang. */
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(20);

    /** How often a node is asked who has which slot, also when nothing fails. */
    private static final Duration ASK_EVERY = Duration.ofSeconds(2);

    /** How long after the last answer it is still taken for known what happened since. */
    private static final Duration FOLLOWED_FOR = Duration.ofSeconds(10);

    private final RedisConnections connections;
    private final Map<String, String> required;
    private final Optional<WatermarkStore> watermarks;
    private final Watchdog watchdog;

    private final KnownNodes known;
    private final Duration longestConnect;

    private final Map<RedisNode, RedisConnections.Session> sessions = new HashMap<>();
    private final Master[] bySlot = new Master[SlotMap.SLOTS];
    private List<Master> masters = List.of();

    /** The slots that the masters' tags lead to, which stay as long as they can. */
    private Set<Integer> tagged = Set.of();

    private SlotMap map;
    private Deadline askAt = Deadline.in(Duration.ZERO);
    private int next;
    private boolean areConnected;

    /** By the watermarks: they list which slots each of these has. */
    private boolean areTold;

    /** Since when the watermarks list what was true until then, if ever. */
    private Optional<Deadline> followed = Optional.empty();

    Masters(RedisConnections connections, Map<String, String> required, Optional<WatermarkStore> watermarks) {
        this(connections, required, watermarks, LONGEST_CONNECT);
    }

    /** @param longestConnect after which connecting is left to the next call, unless all that is missing is one answer */
    Masters(
            RedisConnections connections,
            Map<String, String> required,
            Optional<WatermarkStore> watermarks,
            Duration longestConnect) {
        this.connections = connections;
        this.known = new KnownNodes(connections.nodes());
        this.longestConnect = longestConnect;
        this.required = Map.copyOf(required);
        this.watermarks = watermarks;
        this.watchdog = new Watchdog(connections.timeout());
    }

    /** Whether all are connected, as far as is known here. */
    boolean areConnected() {
        return areConnected;
    }

    /**
     * Finds them and connects to each, unless that is done.
     *
     * @return whether anything is not as it was
     */
    boolean connect() {
        if (areConnected && !askAt.isOver()) {
            return false;
        }
        Deadline deadline = Deadline.in(longestConnect);
        // Those that are connected answer at once; others are asked where one of these does not.
        SlotMap found = areConnected ? slotsOf(nextMaster()) : known.ask(this::slotsOf, deadline);
        askAt = Deadline.in(ASK_EVERY);
        if (areConnected && found.isLike(map)) {
            followed = areTold ? Optional.of(Deadline.in(FOLLOWED_FOR)) : followed;
            return false;
        }
        areConnected = false;
        areTold = false;
        if (found.gap().isPresent()) {
            throw new RedisUnavailableException(
                    "The Redis Cluster has no master for slot " + found.gap().getAsInt() + ", and perhaps for others");
        }
        known.told(found.nodes());
        take(found, deadline);
        return true;
    }

    private void take(SlotMap found, Deadline deadline) {
        Map<RedisNode, Integer> chosen = found.masters(tagged);
        tagged = Set.copyOf(chosen.values());
        Set<String> tags = chosen.values().stream().map(SlotTags::of).collect(Collectors.toSet());
        Map<RedisNode, Master> all = new LinkedHashMap<>();
        chosen.forEach((node, slot) -> {
            MasterTag tag = new MasterTag(SlotTags.of(slot), tags);
            RedisConnections.Session session = session(node, deadline);
            all.put(node, master(node, tag.tag(), found.slots(node), session, watermarks.map(store -> store.at(tag))));
        });
        Set.copyOf(sessions.keySet()).stream()
                .filter(node -> !all.containsKey(node))
                .forEach(this::hangUp);
        Arrays.setAll(bySlot, slot -> all.get(found.master(slot)));
        masters = List.copyOf(all.values());
        map = found;
        areConnected = true;
    }

    private RedisNode nextMaster() {
        next = (next + 1) % masters.size();
        return masters.get(next).node();
    }

    /** The watermarks of this task list them. */
    void told() {
        areTold = true;
        followed = Optional.of(Deadline.in(FOLLOWED_FOR));
    }

    /** Whether what the watermarks of this task list was true until just before. */
    boolean areFollowed() {
        return followed.filter(deadline -> !deadline.isOver()).isPresent();
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

    private SlotMap slotsOf(RedisNode node) {
        Master asked = master(node, "", Slots.NONE, session(node), Optional.empty());
        List<Object> replies = exchange(List.of(asked), master -> {
                    master.connection().sendCommand(Command.CLUSTER, "SLOTS");
                    return 1;
                })
                .get(asked);
        asked.failOnErrors(replies);
        return SlotMap.parse((List<?>) replies.get(0), node);
    }

    private Master master(
            RedisNode node, String tag, Slots slots, RedisConnections.Session session, Optional<WatermarkStore> kept) {
        return new Master(node, tag, slots, session, new Replicas(connections.demands()), kept);
    }

    private RedisConnections.Session session(RedisNode node, Deadline deadline) {
        if (!sessions.containsKey(node) && deadline.isOver()) {
            throw new RedisUnavailableException("Connecting to the masters of the Redis Cluster takes longer than "
                    + longestConnect.toSeconds() + " s; " + node + " and perhaps others are still missing");
        }
        return session(node);
    }

    private RedisConnections.Session session(RedisNode node) {
        RedisConnections.Session open = sessions.get(node);
        if (open == null) {
            open = connections.open(node);
            sessions.put(node, open);
            requireCommands(master(node, "", Slots.NONE, open, Optional.empty()));
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
        return send(to, send).read();
    }

    /** The first half of an exchange with all; nothing else may be sent before the second. */
    Exchange send(ToIntFunction<Master> send) {
        return send(all(), send);
    }

    private Exchange send(List<Master> to, ToIntFunction<Master> send) {
        Exchange exchange = new Exchange(to);
        exchange.send(send);
        return exchange;
    }

    /** Requests to some masters, and the replies to them, which are read later. */
    final class Exchange {

        private final List<Master> with;
        private final List<NodeConnection> over;

        /** From whom replies are due. */
        private final Set<Master> due;

        private final Map<Master, Integer> sent = new LinkedHashMap<>();

        /** Whose turn it is. */
        private Master turn;

        private Exchange(List<Master> with) {
            this.with = with;
            this.over = with.stream().map(Master::connection).toList();
            this.due = new LinkedHashSet<>(with);
            this.turn = with.get(0);
        }

        private void send(ToIntFunction<Master> send) {
            inStep(() -> {
                for (Master master : with) {
                    turn = master;
                    sent.put(master, send.applyAsInt(master));
                    master.connection().send();
                }
                return sent;
            });
        }

        /** The reply to each request, errors among them. */
        Map<Master, List<Object>> read() {
            Map<Master, List<Object>> replies = new LinkedHashMap<>();
            return inStep(() -> {
                sent.forEach((master, count) -> {
                    turn = master;
                    replies.put(master, master.connection().getMany(count));
                    due.remove(master);
                });
                return replies;
            });
        }

        private <T> T inStep(Supplier<T> half) {
            boolean isInStep = false;
            try {
                T result = watchdog.guard(over, half);
                isInStep = true;
                return result;
            } catch (JedisException e) {
                throw turn.errors().unreachable(e);
            } finally {
                if (!isInStep) {
                    // A reply that still comes would be taken for that of the next exchange.
                    due.forEach(master -> hangUp(master.node()));
                }
            }
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
