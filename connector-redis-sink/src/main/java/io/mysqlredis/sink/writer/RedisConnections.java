package io.mysqlredis.sink.writer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Opens connections that are logged in, on the right database, and lead to the server that takes the writes. For one thread.
 */
public final class RedisConnections {

    private final RedisTarget target;
    private final Dialer dialer;
    private final NodeLocator locator;
    private final EvictionPolicy eviction;

    /** Of the server that was tried last. */
    private ServerErrors errors;

    public RedisConnections(RedisTarget target) {
        this.target = Objects.requireNonNull(target, "target");
        this.dialer = new Dialer(target.access());
        this.locator = target.topology() instanceof Topology.Sentinel sentinel
                ? new SentinelLocator(sentinel, target.access())
                : new NodeLocator.Fixed(target.topology().nodes());
        this.eviction = new EvictionPolicy(target.demands().noEviction());
        this.errors = errorsOf(target.topology().nodes().get(0));
    }

    /** The servers that the settings name. */
    List<RedisNode> nodes() {
        return target.topology().nodes();
    }

    /** For connecting, and for each exchange. */
    public Duration timeout() {
        return target.access().timeout();
    }

    Demands demands() {
        return target.demands();
    }

    /**
     * Connects, tries a transaction, looks whether the server is of the kind that the settings say, and hangs up. A Redis that
     * is there but takes no writes yet passes.
     *
     * @throws RedisUnavailableException if Redis cannot be reached
     * @throws RedisMisconfiguredException if Redis does not let this connector in, or is of another kind
     */
    public void check() {
        atAny(node -> {
            check(node);
            return node;
        });
    }

    /**
     * A connection that is ready for transactions, and what the server takes; in a cluster, to any of the nodes that the
     * settings name.
     *
     * @throws RedisUnavailableException if Redis cannot be reached now
     * @throws RedisMisconfiguredException if Redis does not let this connector in
     */
    Session open() {
        return atAny(this::open);
    }

    /** The same to this server, wherever its name is from. */
    Session open(RedisNode node) {
        try {
            NodeConnection connection = dialer.dial(node);
            boolean isReady = false;
            try {
                Session session = Handshake.over(connection, target.access());
                locator.confirm(node, connection);
                eviction.check(node, session.memory());
                isReady = true;
                return session;
            } finally {
                if (!isReady) {
                    hangUp(connection);
                }
            }
        } catch (JedisException e) {
            throw errorsOf(node).notOpened(e, target.access());
        }
    }

    /**
     * A connection, and what the server behind it takes.
     *
     * @param maxArgumentBytes the longest key or value; the server cuts a connection that sends a longer one
     * @param memory what it tells of its memory
     * @param user who is logged in
     */
    record Session(NodeConnection connection, long maxArgumentBytes, ServerInfo memory, String user) {}

    private ServerErrors errorsOf(RedisNode node) {
        return ServerErrors.ofRedis(node, target.access().user());
    }

    private <T> T atAny(Function<RedisNode, T> use) {
        List<RuntimeException> failures = new ArrayList<>();
        for (RedisNode node : locator.locate()) {
            errors = errorsOf(node);
            try {
                return use.apply(node);
            } catch (RedisUnavailableException | RedisMisconfiguredException e) {
                failures.add(e);
            }
        }
        locator.missed();
        throw oneOf(failures);
    }

    static RuntimeException oneOf(List<RuntimeException> failures) {
        if (failures.size() == 1) {
            return failures.get(0);
        }
        return failures.stream()
                .filter(RedisMisconfiguredException.class::isInstance)
                .findFirst()
                .orElseGet(() -> new RedisUnavailableException(
                        failures.stream().map(Throwable::getMessage).collect(Collectors.joining("; ")),
                        failures.get(0)));
    }

    private void check(RedisNode node) {
        try {
            NodeConnection connection = dialer.dial(node);
            try {
                Optional<ErrorReply> refusal = Handshake.refusal(connection, target.access());
                if (refusal.isEmpty() || refusal.get().mayBeOfAnotherKind()) {
                    refuseMisfit(ServerInfo.ask(connection));
                }
                failUnlessTimeCures(refusal);
                locator.confirm(node, connection);
                failUnlessTimeCures(new Replicas(target.demands()).refusal(connection));
                if (refusal.isEmpty()) {
                    eviction.check(node, ServerInfo.ask(connection));
                }
            } finally {
                hangUp(connection);
            }
        } catch (JedisDataException e) {
            failUnlessTimeCures(Optional.of(ErrorReply.of(e.getMessage())));
        } catch (JedisException e) {
            throw errors.notOpened(e, target.access());
        }
    }

    private void refuseMisfit(ServerInfo info) {
        info.misfit(target.topology()).ifPresent(misfit -> {
            throw new RedisMisconfiguredException(misfit.aspect(), errors.server() + " " + misfit.text());
        });
    }

    private void failUnlessTimeCures(Optional<ErrorReply> refusal) {
        if (refusal.isPresent() && refusal.get().kind() != ErrorReply.Kind.TIME_CURES) {
            throw refused(refusal.get());
        }
    }

    /**
     * Which of these commands the server does not know.
     *
     * @throws RedisUnavailableException if Redis cannot be asked now
     * @throws RedisMisconfiguredException if Redis does not let this connector in
     */
    public List<String> missing(Collection<String> commands) {
        Connection connection = open().connection();
        try {
            return missing(commands, connection);
        } catch (JedisException e) {
            throw unreachable(e);
        } finally {
            hangUp(connection);
        }
    }

    static List<String> missing(Collection<String> commands, Connection connection) {
        List<String> missing = new ArrayList<>();
        for (String command : commands) {
            connection.sendCommand(Command.COMMAND, "INFO", command);
            // An error is no answer: a user may not be allowed to ask, and may use the command all the same.
            if (connection.getMany(1).get(0) instanceof List<?> answers
                    && (answers.isEmpty() || answers.get(0) == null)) {
                missing.add(command);
            }
        }
        return missing;
    }

    /** What goes wrong at the server that was tried last. */
    ServerErrors errors() {
        return errors;
    }

    /** Closes a connection at once, whatever is still unsent. */
    static void hangUp(Connection connection) {
        Dialer.hangUp(connection);
    }

    RedisUnavailableException unreachable(JedisException cause) {
        return errors.unreachable(cause);
    }

    RedisUnavailableException unavailable(ErrorReply reply) {
        return errors.unavailable(reply);
    }

    RedisMisconfiguredException refused(ErrorReply reply) {
        return errors.refused(reply);
    }
}
