package io.mysqlredis.sink.writer;

import io.mysqlredis.sink.writer.RedisMisconfiguredException.Aspect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** What one Sentinel answers, over one connection. */
final class SentinelQuestions {

    private final ServerErrors errors;
    private final Connection connection;

    private SentinelQuestions(ServerErrors errors, Connection connection) {
        this.errors = errors;
        this.connection = connection;
    }

    /**
     * Where the master of this name is.
     *
     * @throws RedisUnavailableException if this Sentinel cannot say now
     * @throws RedisMisconfiguredException if it is none, does not know the name, or does not let this connector in
     */
    static RedisNode ask(RedisNode sentinel, Dialer dialer, String master) {
        ServerErrors errors = ServerErrors.ofSentinel(sentinel);
        try {
            Connection connection = dialer.dial(sentinel);
            try {
                return new SentinelQuestions(errors, connection).master(master);
            } finally {
                Dialer.hangUp(connection);
            }
        } catch (JedisException e) {
            throw errors.notOpened(e, dialer.access());
        }
    }

    private RedisNode master(String name) {
        Object reply = reply("GET-MASTER-ADDR-BY-NAME", name);
        if (reply instanceof List<?> address && address.size() == 2) {
            return new RedisNode(text(address.get(0)), Integer.parseInt(text(address.get(1))));
        }
        if (reply instanceof JedisDataException error) {
            throw refused(ErrorReply.of(error.getMessage()));
        }
        if (reply != null) {
            throw new JedisException("it answers with something else than an address");
        }
        throw new RedisMisconfiguredException(
                Aspect.MASTER_NAME,
                errors.server() + " knows no master named " + name + "; it knows: " + knownMasters());
    }

    private RuntimeException refused(ErrorReply reply) {
        if (reply.text().startsWith("ERR unknown command")) {
            return new RedisMisconfiguredException(
                    Aspect.MODE,
                    errors.server() + " is no Sentinel; name the Sentinels in redis.uri, or set redis.mode=standalone");
        }
        if (reply.kind() == ErrorReply.Kind.TIME_CURES) {
            return errors.unavailable(reply);
        }
        return new RedisMisconfiguredException(
                Aspect.LOGIN_AT_SENTINELS, errors.refused(reply).getMessage());
    }

    private String knownMasters() {
        List<String> names = new ArrayList<>();
        if (reply("MASTERS") instanceof List<?> masters) {
            for (Object master : masters) {
                // Names and values in turn.
                List<?> fields = (List<?>) master;
                int name = fields.stream().map(SentinelQuestions::text).toList().indexOf("name");
                names.add(text(fields.get(name + 1)));
            }
        }
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private Object reply(String question, String... arguments) {
        byte[][] words = new byte[arguments.length + 1][];
        words[0] = question.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < arguments.length; i++) {
            words[i + 1] = arguments[i].getBytes(StandardCharsets.UTF_8);
        }
        connection.sendCommand(Command.SENTINEL, words);
        return connection.getMany(1).get(0);
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.UTF_8);
    }
}
