package io.mysqlredis.sink.writer;

import io.mysqlredis.sink.command.Batch;
import io.mysqlredis.sink.command.KeyPattern;
import io.mysqlredis.sink.command.RecordPosition;
import io.mysqlredis.sink.command.Write;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import redis.clients.jedis.Connection;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Writes to one Redis server, over one connection that it opens when there is something to write.
 *
 * <p>A flight, one round trip, is one transaction: no reader sees a hash between the {@code DEL} and the {@code HSET} that
 * replace it, or an entry in neither of the places between which it moves. The next flight leaves when every reply to
 * this one has been read.
 */
public final class StandaloneRedisWriter implements RedisWriter {

    /** Larger flights gain nothing, and Redis serves nobody else while it executes one. */
    private static final int MAX_COMMANDS = 500;

    private static final long MAX_BYTES = 4L << 20;

    private final RedisConnections connections;
    private final Map<String, String> required;
    private final Watchdog watchdog;
    private RedisConnections.Session session;

    /** @param required commands that not every server knows, each with what to say where it does not */
    public StandaloneRedisWriter(RedisConnections connections, Map<String, String> required) {
        this.connections = Objects.requireNonNull(connections, "connections");
        this.required = Map.copyOf(required);
        this.watchdog = new Watchdog(connections.timeout());
    }

    @Override
    public void write(Batch batch, Rejections rejections) {
        for (Batch run : batch.split(MAX_COMMANDS, MAX_BYTES)) {
            connect();
            sweep(run, rejections);
            send(withoutTooLarge(run, rejections), rejections);
        }
    }

    private void send(Batch run, Rejections rejections) {
        Batch rest = run;
        while (rest.hasCommands()) {
            Flight flight = new Flight(rest);
            Flight.Outcome outcome = exchange(flight::exchange);
            Set<RecordPosition> rejected = new HashSet<>();
            for (Flight.Refusal refusal : outcome.refusals()) {
                failUnlessRejected(refusal.reply());
                if (rejected.add(refusal.position())) {
                    rejections.rejected(
                            refusal.position(),
                            "Redis rejects its command " + refusal.command() + ": "
                                    + refusal.reply().text());
                }
            }
            // Redis refused to queue a command, and so executed none: the others go again, without that record's.
            rest = outcome.wasExecuted() ? new Batch(List.of()) : rest.without(rejected);
        }
    }

    /** Redis would cut the connection at such an argument, and be tried again for ever. */
    private Batch withoutTooLarge(Batch run, Rejections rejections) {
        Set<RecordPosition> tooLarge = new HashSet<>();
        for (Write write : run.writes()) {
            OptionalLong bytes = write.argumentAbove(session.maxArgumentBytes());
            if (bytes.isPresent()) {
                tooLarge.add(write.position());
                rejections.rejected(
                        write.position(),
                        "it makes a value of " + bytes.getAsLong() + " bytes, and Redis takes no more than "
                                + session.maxArgumentBytes() + " (proto-max-bulk-len)");
            }
        }
        return tooLarge.isEmpty() ? run : run.without(tooLarge);
    }

    private void sweep(Batch run, Rejections rejections) {
        for (Write write : run.writes()) {
            for (KeyPattern pattern : write.sweeps()) {
                sweep(new Sweep(pattern), write.position(), rejections);
            }
        }
    }

    private void sweep(Sweep sweep, RecordPosition position, Rejections rejections) {
        while (!sweep.isDone()) {
            Optional<ErrorReply> refusal = exchange(sweep::step);
            if (refusal.isPresent()) {
                failUnlessRejected(refusal.get());
                rejections.rejected(
                        position,
                        "Redis rejects its command SCAN or DEL: "
                                + refusal.get().text());
                return;
            }
        }
    }

    private <T> T exchange(Function<Connection, T> exchange) {
        connect();
        boolean repliesInStep = false;
        try {
            T result = watchdog.guard(session.connection(), () -> exchange.apply(session.connection()));
            repliesInStep = true;
            return result;
        } catch (JedisException e) {
            throw connections.unreachable(e);
        } finally {
            if (!repliesInStep) {
                // A reply that still comes would be taken for that of the next flight.
                disconnect();
            }
        }
    }

    private void connect() {
        if (session == null) {
            session = connections.open();
            requireCommands();
        }
    }

    private void requireCommands() {
        if (!required.isEmpty()) {
            for (String missing : exchange(connection -> RedisConnections.missing(required.keySet(), connection))) {
                throw connections.refused(new ErrorReply(required.get(missing)));
            }
        }
    }

    private void failUnlessRejected(ErrorReply reply) {
        switch (reply.kind()) {
            case TIME_CURES -> {
                // A server that turned into a replica is found again by connecting anew.
                disconnect();
                throw connections.unavailable(reply);
            }
            case NEEDS_OPERATOR -> throw connections.refused(reply);
            case COMMAND_REJECTED -> {
                // The caller's rejection says so.
            }
        }
    }

    private void disconnect() {
        if (session != null) {
            RedisConnections.hangUp(session.connection());
            session = null;
        }
    }

    @Override
    public void close() {
        disconnect();
        watchdog.close();
    }
}
