package io.mysqlredis.sink;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to Redis that passes everything on, until it is told to lose something. */
final class FaultyLink implements AutoCloseable {

    private static final String START_OF_FLIGHT = "*1\r\n$5\r\nMULTI\r\n";
    private static final String END_OF_FLIGHT = "$4\r\nEXEC\r\n";

    private enum Fault {
        NONE,
        LOSE_REPLY,
        CUT,
        HOLD
    }

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int redisPort;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private Fault fault = Fault.NONE;
    private int bytesLeft;
    private ByteArrayOutputStream held = new ByteArrayOutputStream();
    private Socket heldRedis;

    FaultyLink(int redisPort) throws IOException {
        this.redisPort = redisPort;
        begin(this::accept);
    }

    String uri() {
        return "redis://127.0.0.1:" + server.getLocalPort();
    }

    /** What is sent next reaches Redis, and the connection is gone before the reply comes. */
    synchronized void loseReply() {
        fault = Fault.LOSE_REPLY;
    }

    /** So many more bytes reach Redis, and then the connection is gone. */
    synchronized void cutAfter(int bytes) {
        fault = Fault.CUT;
        bytesLeft = bytes;
    }

    /** The next flight stays on its way until {@link #release}, while its sender finds the connection gone. */
    synchronized void holdFlight() {
        fault = Fault.HOLD;
        held = new ByteArrayOutputStream();
    }

    /** Nothing more is lost; what is held stays so. */
    synchronized void heal() {
        fault = Fault.NONE;
    }

    synchronized boolean holdsFlight() {
        return heldRedis != null;
    }

    /** What was held arrives, and is carried out before this returns. */
    void release() throws IOException {
        Socket redis;
        byte[] flight;
        synchronized (this) {
            redis = heldRedis;
            flight = held.toByteArray();
            heldRedis = null;
        }
        if (redis != null) {
            redis.getOutputStream().write(flight);
            redis.shutdownOutput();
            // To the end, which comes after the last reply.
            redis.getInputStream().transferTo(OutputStream.nullOutputStream());
            redis.close();
        }
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = server.accept();
            Socket redis = new Socket(InetAddress.getLoopbackAddress(), redisPort);
            client.setTcpNoDelay(true);
            redis.setTcpNoDelay(true);
            open.add(client);
            open.add(redis);
            begin(() -> passRequests(client, redis));
            begin(() -> passReplies(client, redis));
        }
    }

    private void passRequests(Socket client, Socket redis) throws IOException {
        byte[] buffer = new byte[1 << 16];
        InputStream requests = client.getInputStream();
        for (int count = requests.read(buffer); count >= 0; count = requests.read(buffer)) {
            if (!pass(Arrays.copyOf(buffer, count), client, redis)) {
                return;
            }
        }
        redis.close();
    }

    private synchronized boolean pass(byte[] bytes, Socket client, Socket redis) throws IOException {
        if (fault == Fault.HOLD && (held.size() > 0 || text(bytes).startsWith(START_OF_FLIGHT))) {
            held.write(bytes);
            if (text(held.toByteArray()).contains(END_OF_FLIGHT)) {
                fault = Fault.NONE;
                heldRedis = redis;
                open.remove(redis);
                client.close();
                return false;
            }
            return true;
        }
        if (fault == Fault.CUT && bytes.length >= bytesLeft) {
            redis.getOutputStream().write(bytes, 0, bytesLeft);
            fault = Fault.NONE;
            client.close();
            redis.close();
            return false;
        }
        bytesLeft -= bytes.length;
        redis.getOutputStream().write(bytes);
        return true;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private void passReplies(Socket client, Socket redis) throws IOException {
        byte[] buffer = new byte[1 << 16];
        InputStream replies = redis.getInputStream();
        for (int count = replies.read(buffer); count >= 0; count = replies.read(buffer)) {
            if (isHeld(redis)) {
                return;
            }
            if (losesReply()) {
                client.close();
                redis.close();
                return;
            }
            client.getOutputStream().write(buffer, 0, count);
        }
        client.close();
    }

    private synchronized boolean losesReply() {
        boolean loses = fault == Fault.LOSE_REPLY;
        fault = loses ? Fault.NONE : fault;
        return loses;
    }

    private synchronized boolean isHeld(Socket redis) {
        return !open.contains(redis);
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void begin(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // The connection is gone, which is what it is for.
                    }
                },
                "faulty-link");
        thread.setDaemon(true);
        thread.start();
    }

    /** What is held can still be released. */
    void closeButHeld() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    @Override
    public void close() throws IOException {
        closeButHeld();
        if (heldRedis != null) {
            heldRedis.close();
        }
    }
}
