package io.mysqlredis.sink.writer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Answers each transaction with fixed bytes, for replies that a real Redis gives only in rare moments. */
final class ScriptedRedis implements AutoCloseable {

    private static final String END_OF_TRANSACTION = "$4\r\nEXEC\r\n";

    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

    private final boolean readsRequests;

    /** @param answers one for each connection, after which it is closed */
    ScriptedRedis(String... answers) throws IOException {
        this(true, answers);
    }

    private ScriptedRedis(boolean readsRequests, String... answers) throws IOException {
        this.readsRequests = readsRequests;
        new Thread(() -> serve(answers), "scripted-redis").start();
    }

    /** Closes its first connection without having read from it. */
    static ScriptedRedis thatHangsUp() throws IOException {
        return new ScriptedRedis(false, "");
    }

    RedisConnections connections() {
        return new RedisConnections(
                RedisAddress.parse("redis://127.0.0.1:" + server.getLocalPort()), Duration.ofSeconds(5));
    }

    private void serve(String... answers) {
        try {
            for (String answer : answers) {
                try (Socket client = server.accept()) {
                    if (readsRequests) {
                        readTransaction(client.getInputStream());
                    }
                    client.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            if (!server.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void readTransaction(InputStream requests) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf(END_OF_TRANSACTION) < 0) {
            int next = requests.read();
            if (next < 0) {
                throw new IOException("the client hung up after " + read.length() + " bytes");
            }
            read.append((char) next);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
