package io.mysqlredis.benchmark.redis;

import io.mysqlredis.benchmark.BenchmarkException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends batches over one connection and reads the replies to them in another thread, so that Redis never waits for
 * either: as long as there are more, several batches are with it.
 */
final class Pipelining {

    /** Some megabytes, which wait in the system's buffers: Redis has work when this process gets no CPU for a while. */
    private static final int OUTSTANDING = 64;

    private final List<SinkBatches.Encoded> batches;
    private final int marked;
    private final Runnable mark;
    private final Semaphore room = new Semaphore(OUTSTANDING);
    private final AtomicInteger sent = new AtomicInteger();
    private int fewestOutstanding = Integer.MAX_VALUE;

    /** @param marked how many batches are answered when the mark is made */
    Pipelining(List<SinkBatches.Encoded> batches, int marked, Runnable mark) {
        this.batches = List.copyOf(batches);
        this.marked = marked;
        this.mark = mark;
    }

    /** Returns when all are answered. */
    void run(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> read(socket), task -> {
                Thread thread = new Thread(task, "replies");
                thread.start();
            });
            OutputStream out = socket.getOutputStream();
            for (SinkBatches.Encoded batch : batches) {
                room.acquireUninterruptibly();
                if (reading.isCompletedExceptionally()) {
                    break;
                }
                // Before it is written, since it may be answered before this thread goes on.
                sent.incrementAndGet();
                out.write(batch.bytes().array());
            }
            reading.join();
        } catch (CompletionException e) {
            throw new BenchmarkException("Redis alone: " + e.getCause().getMessage(), e);
        }
    }

    private void read(Socket socket) {
        try {
            Replies replies = new Replies(socket.getInputStream());
            for (int answered = 1; answered <= batches.size(); answered++) {
                replies.skip(batches.get(answered - 1).replies());
                int outstanding = sent.get() - answered;
                if (answered > marked && sent.get() < batches.size()) {
                    fewestOutstanding = Math.min(fewestOutstanding, outstanding);
                }
                if (answered == marked) {
                    mark.run();
                }
                room.release();
            }
        } catch (IOException e) {
            throw new BenchmarkException("the connection fails: " + e, e);
        } finally {
            // Whatever happens, nobody waits for ever.
            room.release(batches.size());
        }
    }

    /** How many batches Redis had at the least whenever it had answered one after the mark, until the last was sent. */
    int fewestOutstanding() {
        return fewestOutstanding;
    }
}
