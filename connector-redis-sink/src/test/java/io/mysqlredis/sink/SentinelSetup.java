package io.mysqlredis.sink;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import redis.clients.jedis.Jedis;
import redis.embedded.core.ExecutableProvider;

/** A master with one replica and three Sentinels, of which two decide, on free ports of the loopback interface. */
public final class SentinelSetup implements AutoCloseable {

    /** With all that a name may hold. */
    public static final String MASTER = "the master/żółw 1";

    private final List<RealRedis> servers = new ArrayList<>();
    private final Map<Integer, Process> sentinels = new LinkedHashMap<>();
    private final List<Path> folders = new ArrayList<>();
    private final String password;

    private SentinelSetup(String password) {
        this.password = password;
    }

    /** With a password that the Sentinels ask for, and the servers do not. */
    public static SentinelSetup startWithPassword(String password) throws IOException {
        SentinelSetup setup = new SentinelSetup(password);
        setup.servers.add(RealRedis.start("repl-diskless-sync-delay 0"));
        setup.servers.add(
                RealRedis.start("replicaof 127.0.0.1 " + setup.master().port()));
        for (int i = 0; i < 3; i++) {
            setup.startSentinel();
        }
        setup.awaitReady();
        return setup;
    }

    private void startSentinel() throws IOException {
        int port = RealRedis.freePort();
        Path folder = Files.createTempDirectory("sentinel");
        folders.add(folder);
        String name = "\"" + MASTER + "\"";
        List<String> settings = List.of(
                "port " + port,
                "bind 127.0.0.1",
                "dir " + folder,
                "sentinel monitor " + name + " 127.0.0.1 " + master().port() + " 2",
                "sentinel down-after-milliseconds " + name + " 500",
                "sentinel failover-timeout " + name + " 2000",
                "sentinel sentinel-pass " + password,
                "requirepass " + password);
        Path file = folder.resolve("sentinel.conf");
        Files.write(file, settings, StandardCharsets.UTF_8);
        Process process = new ProcessBuilder(
                        ExecutableProvider.newJarResourceProvider().get().getAbsolutePath(),
                        file.toString(),
                        "--sentinel")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("sentinel.log").toFile())
                .start();
        // It outlives this program otherwise, where that is interrupted.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "stop"));
        sentinels.put(port, process);
    }

    /** Until each Sentinel knows the replica and the other two. */
    private void awaitReady() {
        for (int port : sentinels.keySet()) {
            Awaitility.await().ignoreExceptions().until(() -> {
                try (Jedis sentinel = sentinel(port)) {
                    return sentinel.sentinelReplicas(MASTER).size() == 1
                            && sentinel.sentinelSentinels(MASTER).size() == 2;
                }
            });
        }
        Awaitility.await()
                .until(() -> servers.get(1).client().info("replication").contains("master_link_status:up"));
    }

    private Jedis sentinel(int port) {
        return new Jedis(URI.create("redis://:" + password + "@127.0.0.1:" + port));
    }

    /** The one that is master at the start. */
    public RealRedis master() {
        return servers.get(0);
    }

    public RealRedis replica() {
        return servers.get(1);
    }

    public List<Integer> sentinelPorts() {
        return List.copyOf(sentinels.keySet());
    }

    public String uri() {
        return sentinels.keySet().stream()
                .map(port -> "127.0.0.1:" + port)
                .collect(Collectors.joining(",", "redis://", ""));
    }

    /** A client, to be closed, of the server that the Sentinels name as the master now. */
    public Jedis connectToMaster() {
        try (Jedis sentinel = sentinel(sentinelPorts().get(0))) {
            List<String> address = sentinel.sentinelGetMasterAddrByName(MASTER);
            return new Jedis(address.get(0), Integer.parseInt(address.get(1)));
        }
    }

    public void atSentinel(int port, Consumer<Jedis> action) {
        try (Jedis sentinel = sentinel(port)) {
            action.accept(sentinel);
        }
    }

    public void stopSentinel(int port) {
        Process process = sentinels.get(port);
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() throws IOException {
        sentinels.keySet().forEach(this::stopSentinel);
        for (RealRedis server : servers) {
            server.close();
        }
        for (Path folder : folders) {
            Folders.delete(folder);
        }
    }
}
