package io.mysqlredis.sink.writer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers the first request of each connection with the same bytes, as a Sentinel does that nothing new reaches. */
final class ScriptedSentinel implements AutoCloseable {

    private static final int MAX_REQUEST = 1_000;

    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final AtomicInteger connections = new AtomicInteger();

    private ScriptedSentinel() throws IOException {}

    static ScriptedSentinel answering(String answer) throws IOException {
        ScriptedSentinel sentinel = new ScriptedSentinel();
        Thread thread = new Thread(() -> sentinel.serve(answer.getBytes(StandardCharsets.UTF_8)), "scripted-sentinel");
        thread.setDaemon(true);
        thread.start();
        return sentinel;
    }

    static ScriptedSentinel naming(int port) throws IOException {
        String digits = Integer.toString(port);
        return answering("*2\r\n$9\r\n127.0.0.1\r\n$" + digits.length() + "\r\n" + digits + "\r\n");
    }

    private void serve(byte[] answer) {
        try {
            while (true) {
                try (Socket client = server.accept()) {
                    connections.incrementAndGet();
                    client.getInputStream().read(new byte[MAX_REQUEST]);
                    client.getOutputStream().write(answer);
                    client.shutdownOutput();
                    awaitHangUp(client);
                }
            }
        } catch (IOException e) {
            if (!server.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void awaitHangUp(Socket client) {
        try {
            client.getInputStream().readAllBytes();
        } catch (IOException reset) {
            // It hung up the hard way.
        }
    }

    RedisNode node() {
        return new RedisNode("127.0.0.1", server.getLocalPort());
    }

    /** How often it was asked. */
    int connections() {
        return connections.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
