package io.mysqlredis.sink.writer;

import io.mysqlredis.sink.command.KeyPattern;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/** Removes every key that a pattern matches, a part of the key space at a time, so that others are served between. */
final class Sweep {

    private static final byte[] START = ascii("0");
    private static final byte[] MATCH = ascii("MATCH");
    private static final byte[] TYPE = ascii("TYPE");
    private static final byte[] COUNT = ascii("COUNT");
    private static final byte[] KEYS_AT_A_TIME = ascii("1000");

    private final KeyPattern pattern;
    private byte[] cursor = START;
    private boolean isDone;

    Sweep(KeyPattern pattern) {
        this.pattern = pattern;
    }

    boolean isDone() {
        return isDone;
    }

    /** Looks at the next part, and removes what matches there; returns an error that Redis answered with. */
    Optional<ErrorReply> step(Connection connection) {
        connection.sendCommand(
                Command.SCAN, cursor, MATCH, pattern.globBytes(), COUNT, KEYS_AT_A_TIME, TYPE, ascii(pattern.type()));
        Object reply = connection.getMany(1).get(0);
        if (reply instanceof JedisDataException error) {
            return Optional.of(ErrorReply.of(error.getMessage()));
        }
        List<?> found = (List<?>) reply;
        Optional<ErrorReply> refusal = remove((List<?>) found.get(1), connection);
        cursor = (byte[]) found.get(0);
        isDone = refusal.isEmpty() && cursor.length == 1 && cursor[0] == START[0];
        return refusal;
    }

    private Optional<ErrorReply> remove(List<?> found, Connection connection) {
        byte[][] keys =
                found.stream().map(byte[].class::cast).filter(pattern::matches).toArray(byte[][]::new);
        if (keys.length == 0) {
            return Optional.empty();
        }
        connection.sendCommand(Command.DEL, keys);
        return connection.getMany(1).get(0) instanceof JedisDataException error
                ? Optional.of(ErrorReply.of(error.getMessage()))
                : Optional.empty();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
