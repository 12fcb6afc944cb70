package io.mysqlredis.sink.writer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** Answers each transaction with fixed bytes, for replies that a real Redis gives only in rare moments. */
public final class ScriptedRedis implements AutoCloseable {

    /** To the empty transaction and the question for the longest value that each connection begins with. */
    private static final String READY = "+OK\r\n*0\r\n*2\r\n$18\r\nproto-max-bulk-len\r\n$9\r\n536870912\r\n$-1\r\n";

    private static final String END_OF_TRANSACTION = "$4\r\nEXEC\r\n";

    private interface Script {

        void play(Socket client) throws IOException;
    }

    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final CountDownLatch closed = new CountDownLatch(1);

    private ScriptedRedis() throws IOException {}

    /** With one answer for each connection, to its first transaction with data, after which it is closed. */
    public static ScriptedRedis answering(String... answers) throws IOException {
        ScriptedRedis redis = new ScriptedRedis();
        redis.serve(Stream.of(answers)
                .map(answer -> (Script) client -> {
                    open(client, READY);
                    readTransaction(client.getInputStream());
                    write(client, answer);
                })
                .toList());
        return redis;
    }

    /** With one answer for each transaction with data over its one connection, after which that is closed. */
    static ScriptedRedis answeringInTurn(String... answers) throws IOException {
        return answeringAfterALook("", answers);
    }

    /** The same, after something that is asked for outside of a transaction. */
    static ScriptedRedis answeringAfterALook(String look, String... answers) throws IOException {
        ScriptedRedis redis = new ScriptedRedis();
        redis.serve(List.of(client -> {
            // Before it is asked, since only transactions are waited for.
            open(client, READY + look);
            for (String answer : answers) {
                readTransaction(client.getInputStream());
                write(client, answer);
            }
        }));
        return redis;
    }

    /** With one answer for each connection, to the empty transaction that it begins with. */
    static ScriptedRedis answeringAtOnce(String... answers) throws IOException {
        ScriptedRedis redis = new ScriptedRedis();
        redis.serve(Stream.of(answers)
                .map(answer -> (Script) client -> open(client, answer))
                .toList());
        return redis;
    }

    /** Closes its one connection without reading what is sent over it. */
    static ScriptedRedis thatHangsUp() throws IOException {
        ScriptedRedis redis = new ScriptedRedis();
        redis.serve(List.of(client -> open(client, READY)));
        return redis;
    }

    /** Keeps its one connection open, and neither reads nor answers what is sent over it. */
    static ScriptedRedis thatHangs() throws IOException {
        ScriptedRedis redis = new ScriptedRedis();
        redis.serve(List.of(client -> {
            open(client, READY);
            redis.awaitClose();
        }));
        return redis;
    }

    public int port() {
        return server.getLocalPort();
    }

    RedisConnections connections() {
        return new RedisConnections(PlainTarget.of(port(), Duration.ofSeconds(2)));
    }

    private void serve(List<Script> scripts) {
        Thread thread = new Thread(
                () -> {
                    try {
                        for (Script script : scripts) {
                            try (Socket client = server.accept()) {
                                script.play(client);
                            }
                        }
                    } catch (IOException e) {
                        if (!server.isClosed()) {
                            throw new UncheckedIOException(e);
                        }
                    }
                },
                "scripted-redis");
        thread.setDaemon(true);
        thread.start();
    }

    private void awaitClose() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void open(Socket client, String answer) throws IOException {
        readTransaction(client.getInputStream());
        write(client, answer);
    }

    private static void write(Socket client, String answer) throws IOException {
        client.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
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
        closed.countDown();
        server.close();
    }
}
