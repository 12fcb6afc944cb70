package io.mysqlredis.sink.writer;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/** The first exchange over a connection, after which it is on its database, named, and known to be allowed transactions. */
final class Handshake {

    private static final long DEFAULT_MAX_ARGUMENT_BYTES = 512L << 20;

    private Handshake() {}

    /** @throws JedisDataException if the server refuses what the sink cannot do without */
    static RedisConnections.Session over(NodeConnection connection, Access access) {
        int required = 2;
        if (access.database() != 0) {
            connection.sendCommand(Command.SELECT, Integer.toString(access.database()));
            required++;
        }
        // Empty, to learn whether this user may: were MULTI alone refused, the commands after it would be carried out.
        connection.sendCommand(Command.MULTI);
        connection.sendCommand(Command.EXEC);
        connection.sendCommand(Command.CONFIG, "GET", "proto-max-bulk-len");
        connection.sendCommand(Command.INFO, "memory");
        int all = required + 2;
        if (access.clientName().isPresent()) {
            // What comes of it does not matter: hosted servers, proxies and users' rights may refuse it.
            connection.sendCommand(
                    Command.CLIENT, "SETNAME", access.clientName().get());
            all++;
        }
        List<Object> replies = connection.getMany(all);
        for (Object reply : replies.subList(0, required)) {
            if (reply instanceof JedisDataException refusal) {
                throw refusal;
            }
        }
        return new RedisConnections.Session(
                connection,
                maxArgumentBytes(replies.get(required)),
                ServerInfo.of(replies.get(required + 1)),
                access.user());
    }

    /** What the server refuses of the same. */
    static Optional<ErrorReply> refusal(NodeConnection connection, Access access) {
        try {
            over(connection, access);
            return Optional.empty();
        } catch (JedisDataException refusal) {
            return Optional.of(ErrorReply.of(refusal.getMessage()));
        }
    }

    private static long maxArgumentBytes(Object reply) {
        // An error where a user may not ask, as in hosted services, which leave the default as it is.
        String answer = reply instanceof List<?> pair && pair.size() == 2 && pair.get(1) instanceof byte[] value
                ? new String(value, StandardCharsets.US_ASCII)
                : "";
        return answer.matches("\\d{1,18}") ? Long.parseLong(answer) : DEFAULT_MAX_ARGUMENT_BYTES;
    }
}
