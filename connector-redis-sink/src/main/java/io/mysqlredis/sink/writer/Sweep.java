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
import redis.clients.jedis.exceptions.JedisDataException;

/** How far one write's sweeps have come: it looks at the key space part by part, so that others are served between. */
final class Sweep {

    private static final byte[] TYPE = ascii("TYPE");

    private final Write write;
    private int done;
    private String cursor = Scan.START;

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
        try {
            Scan part = Scan.of(connection, cursor, pattern.globBytes(), TYPE, ascii(pattern.type()));
            return new Found(deletes(part.keys(), pattern), part.next(), Optional.empty());
        } catch (JedisDataException error) {
            return new Found(List.of(), cursor, Optional.of(ErrorReply.of(error.getMessage())));
        }
    }

    private static List<RedisCommand> deletes(List<byte[]> keys, KeyPattern pattern) {
        return keys.stream()
                .filter(pattern::matches)
                .<RedisCommand>map(key -> new RedisCommand.Delete(new RedisKey(Bytes.of(key))))
                .toList();
    }

    /** What was found there is removed. */
    void advance(Found found) {
        cursor = found.cursor();
        if (cursor.equals(Scan.START)) {
            done++;
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
