package io.mysqlredis.sink.writer;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import redis.clients.jedis.Connection;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Ends an exchange that takes too long by cutting its connection, whatever it hangs in: a socket's own timeout covers
 * reading, but Java knows none for writing, which blocks for ever once a hung server's buffers are full.
 */
final class Watchdog implements AutoCloseable {

    private final Duration limit;
    private final ScheduledExecutorService timer;

    Watchdog(Duration limit) {
        this.limit = limit;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "redis-watchdog");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Runs the exchange; if the limit passes, it fails as with any lost connection. */
    <T> T guard(Connection connection, Supplier<T> exchange) {
        return guard(List.of(connection), exchange);
    }

    /** The same for an exchange over several connections. */
    <T> T guard(List<? extends Connection> connections, Supplier<T> exchange) {
        AtomicBoolean wasCut = new AtomicBoolean();
        Runnable cutting = () -> {
            // First, since the exchange fails before hanging up is done.
            wasCut.set(true);
            connections.forEach(RedisConnections::hangUp);
        };
        Future<?> cut = timer.schedule(cutting, limit.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return exchange.get();
        } catch (JedisException e) {
            if (wasCut.get()) {
                // Without its cause, which is only that the socket was closed, and that was here.
                throw new JedisConnectionException(
                        "it did not take and answer everything within " + limit.toMillis() + " ms");
            }
            throw e;
        } finally {
            cut.cancel(false);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
