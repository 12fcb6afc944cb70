package io.mysqlredis.sink.writer;

import io.mysqlredis.sink.command.Batch;
import io.mysqlredis.sink.command.Write;
import io.mysqlredis.sink.watermark.Partition;
import io.mysqlredis.sink.watermark.Watermark;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Writes to one Redis server, over one connection that it opens when there is something to look at or to write.
 *
 * <p>A flight, one round trip, is one transaction: no reader sees a hash between the {@code DEL} and the {@code HSET} that
 * replace it, an entry in neither of the places between which it moves, or data without its watermark; and none of it
 * happens if anybody else has moved a watermark since. The next flight leaves when every reply to this one has been read.
 */
public final class StandaloneRedisWriter implements RedisWriter {

    private final RedisConnections connections;
    private final Map<String, String> required;
    private final Watchdog watchdog;
    private final Watch watch;
    private final Replicas replicas;
    private final RequestBuffer buffer = new RequestBuffer();
    private RedisConnections.Session session;
    private Sweep sweep;

    /** Whether replies are due. */
    private boolean isInFlight;

    /**
     * @param required commands that not every server knows, each with what to say where it does not
     * @param watermarks empty if none are to be kept
     */
    public StandaloneRedisWriter(
            RedisConnections connections, Map<String, String> required, Optional<WatermarkStore> watermarks) {
        this.connections = Objects.requireNonNull(connections, "connections");
        this.required = Map.copyOf(required);
        this.watchdog = new Watchdog(connections.timeout());
        this.watch = new Watch(watermarks);
        this.replicas = new Replicas(connections.demands());
    }

    @Override
    public boolean keepsWatermarks() {
        return watch.isKept();
    }

    @Override
    public Map<Partition, Held> look(Set<Partition> open, Map<Partition, Claim> claims) {
        // Whoever looks may go back, and write again what was swept already.
        sweep = null;
        Map<Partition, Held> held = exchange(connection -> {
            Map<Partition, Held> found = watch.begin(connection, open, claims);
            replicas.read(connection.getMany(replicas.send(connection)));
            return found;
        });
        requireReplicas();
        return held;
    }

    /** Thrown only after the exchange is over, which stays valid: the same connection tells when they have caught up. */
    private void requireReplicas() {
        if (!replicas.areEnough()) {
            watch.end();
            throw connections.unavailable(new ErrorReply(replicas.shortage()));
        }
    }

    @Override
    public Map<Partition, Held> peek(Set<Partition> partitions) {
        return exchange(connection -> watch.read(connection, partitions));
    }

    @Override
    public boolean isWatching() {
        return session != null && watch.holds();
    }

    @Override
    public InFlight send(Batch run, Map<Partition, Watermark> marks) {
        if (!run.hasCommands() && !watch.guards()) {
            return new Outcome(Fate.APPLIED, List.of()).landed();
        }
        if (watch.guards() && !isWatching()) {
            return new Outcome(Fate.OVERTAKEN, List.of()).landed();
        }
        connect();
        List<Rejection> tooLarge = Rejections.ofTooLarge(run, session.maxArgumentBytes());
        if (!tooLarge.isEmpty()) {
            return new Outcome(Fate.REFUSED, tooLarge).landed();
        }
        Flight flight = new Flight(run, marks);
        exchange(connection -> flight.send(connection, buffer, watch, replicas));
        isInFlight = true;
        return () -> land(flight);
    }

    private Outcome land(Flight flight) {
        isInFlight = false;
        Flight.Outcome outcome = inStep(connection -> flight.read(connection, watch, replicas));
        if (outcome.refusals().isEmpty()) {
            // What was refused must be told first; the next flight misses the replicas too.
            requireReplicas();
        }
        boolean isExecuted = outcome.end() == Flight.End.EXECUTED;
        outcome.refusals().stream()
                .filter(refusal -> !refusal.isOfRecord() || (refusal.mayPass() && !isExecuted))
                .findFirst()
                .ifPresent(this::fail);
        if (outcome.refusals().stream().anyMatch(Flight.Refusal::mayPass)) {
            return new Outcome(Fate.PARTLY_APPLIED, Rejections.of(mostTellingFirst(outcome.refusals())));
        }
        return new Outcome(fate(outcome.end()), Rejections.of(outcome.refusals()));
    }

    private void fail(Flight.Refusal refusal) {
        if (refusal.kind() == ErrorReply.Kind.TIME_CURES) {
            // A server that turned into a replica is found again by connecting anew.
            disconnect();
        }
        throw connections.errors().failure(refusal);
    }

    private static List<Flight.Refusal> mostTellingFirst(List<Flight.Refusal> refusals) {
        return refusals.stream()
                .sorted(Comparator.comparing(refusal -> !refusal.mayPass()))
                .toList();
    }

    private static Fate fate(Flight.End end) {
        return switch (end) {
            case EXECUTED -> Fate.APPLIED;
            case ABORTED -> Fate.REFUSED;
            case OVERTAKEN -> Fate.OVERTAKEN;
        };
    }

    @Override
    public Outcome sweep(Write write) {
        if (sweep == null || !sweep.isOf(write)) {
            sweep = new Sweep(write);
        }
        Sweep.Found found = exchange(sweep::look);
        if (found.refusal().isPresent()) {
            ErrorReply refusal = found.refusal().get();
            if (refusal.kind() != ErrorReply.Kind.COMMAND_REJECTED) {
                disconnect();
                throw connections.errors().failure(refusal);
            }
            return new Outcome(Fate.REFUSED, List.of(Rejections.ofSweep(write, refusal)));
        }
        // Guarded as any other write: newer rows of whoever reads the partition by now must not go.
        Outcome outcome = write(new Batch(List.of(new Write(write.position(), List.of(), found.deletes()))), Map.of());
        if (outcome.fate() != Fate.APPLIED) {
            return outcome;
        }
        sweep.advance(found);
        if (sweep.isDone()) {
            sweep = null;
            return outcome;
        }
        return new Outcome(Fate.UNFINISHED, outcome.rejections());
    }

    @Override
    public void alter(Map<Partition, Watermark> marks) {
        exchange(connection -> watch.alter(connection, marks));
    }

    @Override
    public void forgetAll() {
        String cursor = Scan.START;
        do {
            String at = cursor;
            cursor = exchange(connection -> watch.forgetSome(connection, at));
        } while (!cursor.equals(Scan.START));
    }

    private <T> T exchange(Function<NodeConnection, T> exchange) {
        connect();
        return inStep(exchange);
    }

    /** An exchange, or half of one, over the connection that there is. */
    private <T> T inStep(Function<NodeConnection, T> exchange) {
        boolean repliesInStep = false;
        try {
            T result = watchdog.guard(session.connection(), () -> exchange.apply(session.connection()));
            repliesInStep = true;
            return result;
        } catch (JedisDataException e) {
            throw connections.errors().failure(e);
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
        if (isInFlight) {
            throw new IllegalStateException("The replies to a flight have not been read");
        }
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

    private void disconnect() {
        if (session != null) {
            RedisConnections.hangUp(session.connection());
            session = null;
            watch.end();
        }
    }

    @Override
    public void close() {
        disconnect();
        watchdog.close();
    }
}
