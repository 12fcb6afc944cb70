package io.mysqlredis.sink.writer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Opens connections that are logged in, on the right database, and over TLS only to a server that proves its name.
 *
 * @param timeout for connecting, and for each exchange
 */
public record RedisConnections(RedisAddress address, Duration timeout) {

    private static final long DEFAULT_MAX_ARGUMENT_BYTES = 512L << 20;

    public RedisConnections {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(timeout, "timeout");
    }

    /**
     * Connects, logs in, tries a transaction and hangs up. A Redis that is there but takes no writes yet passes.
     *
     * @throws RedisUnavailableException if Redis cannot be reached
     * @throws RedisMisconfiguredException if Redis does not let this connector in
     */
    public void check() {
        try {
            hangUp(connect().connection());
        } catch (JedisDataException e) {
            ErrorReply reply = ErrorReply.of(e.getMessage());
            if (reply.kind() != ErrorReply.Kind.TIME_CURES) {
                throw refused(reply);
            }
        } catch (JedisException e) {
            throw unreachable(e);
        }
    }

    /**
     * A connection that is ready for transactions, and what the server takes.
     *
     * @throws RedisUnavailableException if Redis cannot be reached now
     * @throws RedisMisconfiguredException if Redis does not let this connector in
     */
    Session open() {
        try {
            return connect();
        } catch (JedisDataException e) {
            ErrorReply reply = ErrorReply.of(e.getMessage());
            throw reply.kind() == ErrorReply.Kind.TIME_CURES ? unavailable(reply) : refused(reply);
        } catch (JedisException e) {
            throw unreachable(e);
        }
    }

    /**
     * A connection, and what the server behind it takes.
     *
     * @param maxArgumentBytes the longest key or value; the server cuts a connection that sends a longer one
     */
    record Session(Connection connection, long maxArgumentBytes) {}

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

    private static long maxArgumentBytes(Object reply) {
        // An error where a user may not ask, as in hosted services, which leave the default as it is.
        String answer = reply instanceof List<?> pair && pair.size() == 2 && pair.get(1) instanceof byte[] value
                ? new String(value, StandardCharsets.US_ASCII)
                : "";
        return answer.matches("\\d{1,18}") ? Long.parseLong(answer) : DEFAULT_MAX_ARGUMENT_BYTES;
    }

    private Session connect() {
        Connection connection = new Connection(new HostAndPort(address.host(), address.port()), clientConfig());
        boolean isReady = false;
        try {
            // Empty, to learn whether this user may: were MULTI alone refused, the commands after it would be carried
            // out.
            connection.sendCommand(Command.MULTI);
            connection.sendCommand(Command.EXEC);
            connection.sendCommand(Command.CONFIG, "GET", "proto-max-bulk-len");
            List<Object> replies = connection.getMany(3);
            for (Object reply : replies.subList(0, 2)) {
                if (reply instanceof JedisDataException refusal) {
                    throw refusal;
                }
            }
            Session session = new Session(connection, maxArgumentBytes(replies.get(2)));
            isReady = true;
            return session;
        } finally {
            if (!isReady) {
                hangUp(connection);
            }
        }
    }

    /** Closes a connection at once, whatever is still unsent. */
    static void hangUp(Connection connection) {
        try {
            // Not close(), which sends first what is unsent, and so fails or hangs where the connection did.
            connection.forceDisconnect();
        } catch (IOException e) {
            // The socket is unusable either way, and it was to be given up.
        }
    }

    RedisUnavailableException unreachable(JedisException cause) {
        return new RedisUnavailableException("Redis at " + address + " cannot be reached: " + reason(cause), cause);
    }

    RedisUnavailableException unavailable(ErrorReply reply) {
        return new RedisUnavailableException("Redis at " + address + " answers: " + reply.text());
    }

    RedisMisconfiguredException refused(ErrorReply reply) {
        return new RedisMisconfiguredException("Redis at " + address + " refuses this connector: " + reply.text());
    }

    private JedisClientConfig clientConfig() {
        int timeoutMillis = Math.toIntExact(timeout.toMillis());
        return DefaultJedisClientConfig.builder()
                // RESP2 without asking for it by HELLO, which proxies and servers before Redis 6 do not know.
                .serverDefaultProtocol()
                .user(address.user().orElse(null))
                .password(address.password().orElse(null))
                .database(address.database())
                // The default options check the certificate and, unlike Java by itself, that it is for this host.
                .sslOptions(address.tls() ? SslOptions.defaults() : null)
                .connectionTimeoutMillis(timeoutMillis)
                .socketTimeoutMillis(timeoutMillis)
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .build();
    }

    /** Jedis says "failed to connect"; why is in the cause, or suppressed once per address that it tried. */
    private static String reason(Throwable failure) {
        Throwable deepest = failure;
        while (true) {
            if (deepest.getCause() != null) {
                deepest = deepest.getCause();
            } else if (deepest.getSuppressed().length > 0) {
                deepest = deepest.getSuppressed()[0];
            } else {
                return deepest.getMessage() == null ? deepest.toString() : deepest.getMessage();
            }
        }
    }
}
