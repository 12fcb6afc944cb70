package io.mysqlredis.sink.writer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * A part of the key space.
 *
 * @param keys those of it that match
 * @param next the cursor of the part that follows; {@link #START} if this is the last
 */
record Scan(List<byte[]> keys, String next) {

    /** Redis begins with it, and gives it back at the end. */
    static final String START = "0";

    private static final byte[] MATCH = ascii("MATCH");
    private static final byte[] COUNT = ascii("COUNT");
    private static final byte[] KEYS_AT_A_TIME = ascii("1000");

    /** @throws JedisDataException if Redis answers with an error */
    static Scan of(Connection connection, String cursor, byte[] glob, byte[]... more) {
        List<byte[]> arguments = new ArrayList<>(List.of(ascii(cursor), MATCH, glob, COUNT, KEYS_AT_A_TIME));
        arguments.addAll(List.of(more));
        connection.sendCommand(Command.SCAN, arguments.toArray(byte[][]::new));
        Object reply = connection.getMany(1).get(0);
        if (reply instanceof JedisDataException error) {
            throw error;
        }
        List<?> parts = (List<?>) reply;
        List<byte[]> keys =
                ((List<?>) parts.get(1)).stream().map(byte[].class::cast).toList();
        return new Scan(keys, new String((byte[]) parts.get(0), StandardCharsets.US_ASCII));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
