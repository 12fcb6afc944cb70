package io.mysqlredis.benchmark.sink;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;

/** One client's connection through a {@link DelayProxy}: bytes pass in order and unchanged, each after the delay. */
final class DelayedLink {

    private static final int CHUNK_BYTES = 64 << 10;
    /** Of each direction on its way: more than any flight of the sink has. */
    private static final int CHUNKS = 1_024;

    private final Socket client;
    private final Socket server;
    private final long delayNanos;
    private final List<Thread> threads;

    /** @param bytes none where there will be no more */
    private record Chunk(ByteBuffer bytes, long dueNanos) {}

    DelayedLink(Socket client, Socket server, long delayNanos) throws IOException {
        this.client = client;
        this.server = server;
        this.delayNanos = delayNanos;
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        BlockingQueue<Chunk> requests = new ArrayBlockingQueue<>(CHUNKS);
        BlockingQueue<Chunk> replies = new ArrayBlockingQueue<>(CHUNKS);
        threads = List.of(
                new Thread(() -> read(client, requests), "delay-requests-in"),
                new Thread(() -> write(requests, server), "delay-requests-out"),
                new Thread(() -> read(server, replies), "delay-replies-in"),
                new Thread(() -> write(replies, client), "delay-replies-out"));
    }

    void start() {
        threads.forEach(Thread::start);
    }

    private void read(Socket from, BlockingQueue<Chunk> way) {
        byte[] bytes = new byte[CHUNK_BYTES];
        try {
            int length = readSome(from, bytes);
            while (length > 0) {
                way.put(new Chunk(ByteBuffer.wrap(Arrays.copyOf(bytes, length)), System.nanoTime() + delayNanos));
                length = readSome(from, bytes);
            }
            way.put(new Chunk(ByteBuffer.allocate(0), System.nanoTime() + delayNanos));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A connection that was cut ends as any other: the other side learns of it, after all that came before. */
    private static int readSome(Socket from, byte[] bytes) {
        try {
            return from.getInputStream().read(bytes);
        } catch (IOException cut) {
            return -1;
        }
    }

    private static void write(BlockingQueue<Chunk> way, Socket to) {
        try {
            Chunk chunk = way.take();
            while (chunk.bytes().hasRemaining()) {
                awaitDue(chunk);
                to.getOutputStream().write(chunk.bytes().array());
                chunk = way.take();
            }
            to.shutdownOutput();
        } catch (IOException cut) {
            // The reader of the same socket sees it too, and ends the other direction.
            way.clear();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitDue(Chunk chunk) throws InterruptedException {
        for (long left = chunk.dueNanos() - System.nanoTime(); left > 0; left = chunk.dueNanos() - System.nanoTime()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LockSupport.parkNanos(left);
        }
    }

    /** Cuts it, and returns when its threads are gone. */
    void close() throws IOException, InterruptedException {
        client.close();
        server.close();
        for (Thread thread : threads) {
            thread.interrupt();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
