package io.mysqlredis.sink.writer;

import io.mysqlredis.sink.command.Batch;
import java.util.Objects;
import java.util.Optional;
import redis.clients.jedis.Connection;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Writes to one Redis server, over one connection that it opens when there is something to write.
 *
 * <p>A flight, one round trip, is one transaction: no reader sees a hash between the {@code DEL} and the {@code HSET} that
 * replace it. The next flight leaves when every reply to this one has been read.
 */
public final class StandaloneRedisWriter implements RedisWriter {

    /** Larger flights gain nothing, and Redis serves nobody else while it executes one. */
    private static final int MAX_COMMANDS = 500;

    private static final long MAX_BYTES = 4L << 20;

    private final RedisConnections connections;
    private final Watchdog watchdog;
    private Connection connection;

    public StandaloneRedisWriter(RedisConnections connections) {
        this.connections = Objects.requireNonNull(connections, "connections");
        this.watchdog = new Watchdog(connections.timeout());
    }

    @Override
    public void write(Batch batch) {
        for (Batch part : batch.split(MAX_COMMANDS, MAX_BYTES)) {
            exchange(new Flight(part)).ifPresent(this::fail);
        }
    }

    private Optional<Flight.Refusal> exchange(Flight flight) {
        if (connection == null) {
            connection = connections.open();
        }
        boolean repliesInStep = false;
        try {
            Optional<Flight.Refusal> refusal = watchdog.guard(connection, () -> flight.exchange(connection));
            repliesInStep = true;
            return refusal;
        } catch (JedisException e) {
            throw connections.unreachable(e);
        } finally {
            if (!repliesInStep) {
                // A reply that still comes would be taken for that of the next flight.
                disconnect();
            }
        }
    }

    private void fail(Flight.Refusal refusal) {
        switch (refusal.reply().kind()) {
            case TIME_CURES -> {
                // A server that turned into a replica is found again by connecting anew.
                disconnect();
                throw connections.unavailable(refusal.reply());
            }
            case NEEDS_OPERATOR -> throw connections.refused(refusal.reply());
            case COMMAND_REJECTED ->
                throw new CommandRejectedException(
                        refusal.position(),
                        "Redis rejects its command: " + refusal.reply().text());
        }
    }

    private void disconnect() {
        if (connection != null) {
            RedisConnections.hangUp(connection);
            connection = null;
        }
    }

    @Override
    public void close() {
        disconnect();
        watchdog.close();
    }
}
