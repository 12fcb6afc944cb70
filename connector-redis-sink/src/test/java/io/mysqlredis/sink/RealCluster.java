package io.mysqlredis.sink;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.MigrateParams;

/** A real Redis Cluster on free ports of the loopback interface, whose nodes find out in a second that one is gone. */
public final class RealCluster implements AutoCloseable {

    private static final int SLOTS = 16_384;
    private static final String WATERMARKS = "__connect:";

    private static final String[] SETTINGS = {
        "cluster-enabled yes",
        "cluster-config-file nodes.conf",
        "cluster-node-timeout 1000",
        "repl-diskless-sync-delay 0",
        "cluster-replica-validity-factor 0"
    };

    private final List<RealRedis> nodes = new ArrayList<>();

    private RealCluster() {}

    public static RealCluster start(int masters) throws IOException {
        RealCluster cluster = new RealCluster();
        for (int i = 0; i < masters; i++) {
            RealRedis node = cluster.startNode();
            node.client()
                    .clusterAddSlots(IntStream.range(i * SLOTS / masters, (i + 1) * SLOTS / masters)
                            .toArray());
            // Otherwise all begin with the same, and argue about it.
            node.client().clusterSetConfigEpoch(i + 1L);
        }
        for (RealRedis node : cluster.nodes) {
            cluster.meet(node);
        }
        cluster.awaitWhole();
        return cluster;
    }

    private RealRedis startNode() throws IOException {
        RealRedis node = RealRedis.start(SETTINGS);
        nodes.add(node);
        return node;
    }

    private void meet(RealRedis node) {
        node.client().clusterMeet("127.0.0.1", nodes.get(0).port());
    }

    /** One more without slots. */
    public RealRedis addMaster() throws IOException {
        RealRedis node = startNode();
        meet(node);
        awaitWhole();
        return node;
    }

    public RealRedis addReplicaOf(RealRedis master) throws IOException {
        RealRedis node = addMaster();
        node.client().clusterReplicate(master.client().clusterMyId());
        Awaitility.await().until(() -> node.client().info("replication").contains("master_link_status:up"));
        return node;
    }

    /** Stops a node for ever; the others are to know nothing of it any more. */
    public void lose(RealRedis node) throws IOException {
        String id = node.client().clusterMyId();
        nodes.remove(node);
        node.close();
        nodes.forEach(other -> other.client().clusterForget(id));
    }

    /** An empty one in place of another one, at its address. */
    public RealRedis replace(RealRedis node) throws IOException {
        lose(node);
        RealRedis another = RealRedis.startOn(node.port(), SETTINGS);
        nodes.add(another);
        meet(another);
        Awaitility.await().until(() -> another.client().clusterNodes().lines().count() == nodes.size());
        return another;
    }

    /** As an operator does with slots whose master is gone, and with it what was in them. */
    public void assignSlots(int first, int last, RealRedis to) {
        int[] slots = IntStream.rangeClosed(first, last).toArray();
        for (RealRedis node : nodes) {
            for (int slot : slots) {
                unassign(slot, node);
            }
        }
        to.client().clusterAddSlots(slots);
        to.client().sendCommand(Protocol.Command.CLUSTER, "BUMPEPOCH");
        awaitWhole();
    }

    private static void unassign(int slot, RealRedis node) {
        try {
            node.client().clusterDelSlots(slot);
        } catch (JedisDataException e) {
            // It knows that nobody has it.
            if (!String.valueOf(e.getMessage()).contains("already unassigned")) {
                throw e;
            }
        }
    }

    private void awaitWhole() {
        for (RealRedis node : nodes) {
            Awaitility.await()
                    .until(() -> node.client().clusterInfo().contains("cluster_state:ok")
                            && node.client()
                                            .clusterNodes()
                                            .lines()
                                            .filter(line ->
                                                    line.contains("connected") && !line.contains("disconnected"))
                                            .count()
                                    == nodes.size());
        }
    }

    /** In the order in which they were started. */
    public List<RealRedis> nodes() {
        return nodes;
    }

    /** Moves slots with all that is in them, one by one, as {@code redis-cli --cluster reshard} does. */
    public void moveSlots(int first, int last, RealRedis from, RealRedis to) {
        try (Jedis source = connect(from);
                Jedis target = connect(to)) {
            for (int slot = first; slot <= last; slot++) {
                target.clusterSetSlotImporting(slot, source.clusterMyId());
                source.clusterSetSlotMigrating(slot, target.clusterMyId());
                for (List<String> keys = source.clusterGetKeysInSlot(slot, 20);
                        !keys.isEmpty();
                        keys = source.clusterGetKeysInSlot(slot, 20)) {
                    source.migrate(
                            "127.0.0.1", to.port(), 5_000, MigrateParams.migrateParams(), keys.toArray(String[]::new));
                }
                target.clusterSetSlotNode(slot, target.clusterMyId());
                releaseSlot(slot, source, target.clusterMyId());
            }
        }
    }

    private static void releaseSlot(int slot, Jedis source, String target) {
        try {
            source.clusterSetSlotNode(slot, target);
        } catch (JedisDataException e) {
            // A master that hears that its last slot is gone turns into a replica at once.
            if (!String.valueOf(e.getMessage()).contains("SETSLOT only with masters")) {
                throw e;
            }
        }
    }

    private static Jedis connect(RealRedis node) {
        return new Jedis(URI.create(node.uri()));
    }

    public String uri() {
        return nodes.stream().map(node -> "127.0.0.1:" + node.port()).collect(Collectors.joining(",", "redis://", ""));
    }

    /** Reads by a client that knows clusters. */
    public <T> T read(Function<RedisClusterClient, T> reader) {
        Set<HostAndPort> addresses = nodes.stream()
                .map(node -> new HostAndPort("127.0.0.1", node.port()))
                .collect(Collectors.toSet());
        try (RedisClusterClient client = RedisClusterClient.create(addresses)) {
            return reader.apply(client);
        }
    }

    /** The keys on all masters, without the watermarks. */
    public Set<String> keys() {
        Set<String> keys = allKeys();
        keys.removeIf(key -> key.startsWith(WATERMARKS));
        return keys;
    }

    /** The keys of all watermarks. */
    public Set<String> watermarkKeys() {
        Set<String> keys = allKeys();
        keys.removeIf(key -> !key.startsWith(WATERMARKS));
        return keys;
    }

    private Set<String> allKeys() {
        Set<String> keys = new TreeSet<>();
        onMasters(master -> keys.addAll(master.keys("*")));
        return keys;
    }

    /** Every key with its hash, in the order of the keys, without the watermarks. */
    public Map<String, Map<String, String>> hashes() {
        Set<String> keys = keys();
        return read(client -> {
            Map<String, Map<String, String>> hashes = new TreeMap<>();
            keys.forEach(key -> hashes.put(key, client.hgetAll(key)));
            return hashes;
        });
    }

    /** Makes another server hold what all masters hold together, without the watermarks. */
    public void copyTo(RealRedis single) {
        single.client().flushAll();
        onMasters(master -> {
            List<String> keys = master.keys("*").stream()
                    .filter(key -> !key.startsWith(WATERMARKS))
                    .toList();
            Pipeline reading = master.pipelined();
            List<Response<byte[]>> values = keys.stream().map(reading::dump).toList();
            reading.sync();
            Pipeline writing = single.client().pipelined();
            List<Response<String>> restored = new ArrayList<>();
            for (int i = 0; i < keys.size(); i++) {
                byte[] value = values.get(i).get();
                // It may be gone by now.
                if (value != null) {
                    restored.add(writing.restore(keys.get(i), 0, value));
                }
            }
            writing.sync();
            // Throws where another master has that key as well.
            restored.forEach(Response::get);
        });
    }

    /** A field of each watermark of a connector that is called {@code sink}, one for each master. */
    public List<String> watermarks(String topic, int partition, String field) {
        List<String> keys = watermarkKeys().stream()
                .filter(key -> key.startsWith(WATERMARKS + "sink:" + topic + ":" + partition + ":{"))
                .toList();
        return read(client -> keys.stream().map(key -> client.hget(key, field)).toList());
    }

    /** Removes everything. */
    public void flushAll() {
        onMasters(Jedis::flushAll);
    }

    private void onMasters(Consumer<Jedis> action) {
        for (RealRedis node : nodes) {
            if (node.isRunning()) {
                try (Jedis client = connect(node)) {
                    if (client.info("replication").contains("role:master")) {
                        action.accept(client);
                    }
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (RealRedis node : nodes) {
            node.close();
        }
    }
}
