package io.mysqlredis.sink;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.params.ClientKillParams;
import redis.embedded.RedisServer;

/** A real, empty Redis on a free port of the loopback interface, and a client of its own to look into it. */
public final class RealRedis implements AutoCloseable {

    private static final String WATERMARKS = "__connect:";
    private static final String PID = "process_id:";

    private static final Set<Integer> GIVEN_PORTS = ConcurrentHashMap.newKeySet();

    private final int port;
    private final Path folder;
    private final RedisServer server;
    private final Jedis client;

    private RealRedis(int port, String password, String... settings) throws IOException {
        this.port = port;
        folder = Files.createTempDirectory("redis");
        var builder = RedisServer.newRedisServer()
                .port(port)
                .bind("127.0.0.1")
                .setting("save \"\"")
                .setting("dir " + folder);
        for (String setting : settings) {
            builder.setting(setting);
        }
        server = builder.build();
        try {
            server.start();
        } catch (IOException e) {
            throw new IOException(
                    "The bundled Redis does not start. On Linux it needs libssl.so.3: apt-get install libssl3, or dnf"
                            + " install openssl-libs",
                    e);
        }
        client = new Jedis(URI.create("redis://" + password + "127.0.0.1:" + port));
    }

    public static RealRedis start(String... settings) throws IOException {
        return new RealRedis(freePort(), "", settings);
    }

    public static RealRedis startOn(int port, String... settings) throws IOException {
        return new RealRedis(port, "", settings);
    }

    /** With a password for its default user, which its own client uses. */
    public static RealRedis startWithPassword(String password) throws IOException {
        return new RealRedis(freePort(), ":" + password + "@", "requirepass " + password);
    }

    /** Below the ports that the kernel gives to outgoing connections, and never the same twice, here or in a process beside. */
    public static int freePort() {
        int fork = Integer.getInteger("fork.number", 1);
        while (true) {
            int port = 8_000 + 4_000 * fork + ThreadLocalRandom.current().nextInt(4_000);
            if (GIVEN_PORTS.add(port) && isFree(port)) {
                return port;
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    public String uri() {
        return "redis://127.0.0.1:" + port;
    }

    public Jedis client() {
        return client;
    }

    /** Every key with its hash, in the order of the keys, without the watermarks. */
    public Map<String, Map<String, String>> hashes() {
        Map<String, Map<String, String>> hashes = new TreeMap<>();
        keys().forEach(key -> hashes.put(key, client.hgetAll(key)));
        return hashes;
    }

    /** Every key but the watermarks. */
    public Set<String> keys() {
        Set<String> keys = new TreeSet<>(client.keys("*"));
        keys.removeIf(key -> key.startsWith(WATERMARKS));
        return keys;
    }

    /** The watermark of a partition, of a connector that is called {@code sink}. */
    public Map<String, String> watermark(String topic, int partition) {
        return client.hgetAll(WATERMARKS + "sink:" + topic + ":" + partition);
    }

    /** Removes all watermarks and leaves the data, so that every topic is read again from its beginning. */
    public void forgetWatermarks() {
        client.keys(WATERMARKS + "*").forEach(client::del);
    }

    public boolean isRunning() {
        return server.isActive();
    }

    /** Stops the server; to be called once, before {@link #close} or in its place. */
    public void stopServer() throws IOException {
        server.stop();
    }

    /** Leaves this replica with what it has by now: its master refuses it when it asks for more. */
    public void stopReplicating() {
        client.configSet("masteruser", "nobody");
        client.configSet("masterauth", "wrong");
        client.clientKill(new ClientKillParams().type(ClientType.MASTER));
        Awaitility.await().until(() -> client.info("replication").contains("master_link_status:down"));
    }

    /** Until this replica is a master. */
    public void awaitPromotion() {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(10))
                .ignoreExceptions()
                .until(() -> {
                    // A change of role cuts the connections that there are.
                    try (Jedis another = new Jedis(URI.create(uri()))) {
                        return another.info("replication").contains("role:master");
                    }
                });
    }

    /** Restarts the server, which saves nothing, and so has nothing then. */
    public void restartEmpty() {
        try {
            client.sendCommand(() -> "DEBUG".getBytes(StandardCharsets.US_ASCII), "RESTART");
        } catch (JedisConnectionException e) {
            // It does not answer any more.
        }
        Awaitility.await().ignoreExceptions().until(() -> {
            try (Jedis another = new Jedis(URI.create(uri()))) {
                return another.dbSize() == 0;
            }
        });
        client.disconnect();
    }

    /** Ends the server without any chance to clean up (SIGKILL). */
    public void kill() throws IOException {
        String pid = client.info("server")
                .lines()
                .filter(line -> line.startsWith(PID))
                .findFirst()
                .orElseThrow()
                .substring(PID.length());
        ProcessHandle process = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
        stopServer();
    }

    @Override
    public void close() throws IOException {
        client.close();
        server.stop();
        Folders.delete(folder);
    }
}
