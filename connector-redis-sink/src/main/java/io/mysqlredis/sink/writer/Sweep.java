package io.mysqlredis.sink.writer;

import io.mysqlredis.sink.command.Bytes;
import io.mysqlredis.sink.command.KeyPattern;
import io.mysqlredis.sink.command.RedisCommand;
import io.mysqlredis.sink.command.RedisKey;
import io.mysqlredis.sink.command.Write;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/** How far one write's sweeps have come: it looks at the key space part by part, so that others are served between. */
final class Sweep {

    /** Redis begins with it, and gives it back at the end. */
    private static final String START = "0";

    private static final byte[] MATCH = ascii("MATCH");
    private static final byte[] TYPE = ascii("TYPE");
    private static final byte[] COUNT = ascii("COUNT");
    private static final byte[] KEYS_AT_A_TIME = ascii("1000");

    private final Write write;
    private int done;
    private String cursor = START;

    Sweep(Write write) {
        this.write = write;
    }

    /**
     * What one part of the key space holds.
     *
     * @param deletes of the keys that match there
     * @param cursor of the next part
     */
    record Found(List<RedisCommand> deletes, String cursor, Optional<ErrorReply> refusal) {}

    boolean isOf(Write other) {
        return write.position().equals(other.position());
    }

    boolean isDone() {
        return done == write.sweeps().size();
    }

    /** Looks at the next part, without a change. */
    Found look(Connection connection) {
        KeyPattern pattern = write.sweeps().get(done);
        connection.sendCommand(
                Command.SCAN,
                ascii(cursor),
                MATCH,
                pattern.globBytes(),
                COUNT,
                KEYS_AT_A_TIME,
                TYPE,
                ascii(pattern.type()));
        Object reply = connection.getMany(1).get(0);
        if (reply instanceof JedisDataException error) {
            return new Found(List.of(), cursor, Optional.of(ErrorReply.of(error.getMessage())));
        }
        List<?> parts = (List<?>) reply;
        return new Found(
                deletes((List<?>) parts.get(1), pattern),
                new String((byte[]) parts.get(0), StandardCharsets.US_ASCII),
                Optional.empty());
    }

    private static List<RedisCommand> deletes(List<?> keys, KeyPattern pattern) {
        return keys.stream()
                .map(byte[].class::cast)
                .filter(pattern::matches)
                .<RedisCommand>map(key -> new RedisCommand.Delete(new RedisKey(Bytes.of(key))))
                .toList();
    }

    /** What was found there is removed. */
    void advance(Found found) {
        cursor = found.cursor();
        if (cursor.equals(START)) {
            done++;
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
