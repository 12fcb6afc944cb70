package io.mysqlredis.sink.writer;

import java.util.Arrays;
import redis.clients.jedis.commands.ProtocolCommand;

/**
 * Requests as Redis reads them off the wire, one behind the other, so that they leave in one piece. Its memory is used again
 * from one flight to the next.
 */
final class RequestBuffer {

    private static final int USUAL_SIZE = 256 << 10;

    /** What one huge record has made it grow to is given back. */
    private static final int LARGEST_KEPT = 8 << 20;

    /** The longest prefix of an array or a string: its type, ten digits and the end of the line. */
    private static final int PREFIX = 1 + 10 + 2;

    private byte[] bytes = new byte[USUAL_SIZE];
    private int length;
    private int requests;

    void add(ProtocolCommand command, byte[]... arguments) {
        add(command.getRaw(), arguments);
    }

    void add(byte[] name, byte[]... arguments) {
        long size = PREFIX + sizeOf(name);
        for (byte[] argument : arguments) {
            size += sizeOf(argument);
        }
        makeRoomFor(size);
        prefix('*', 1 + arguments.length);
        string(name);
        for (byte[] argument : arguments) {
            string(argument);
        }
        requests++;
    }

    /** How many stand in it. */
    int requests() {
        return requests;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
        requests = 0;
        if (bytes.length > LARGEST_KEPT) {
            bytes = new byte[USUAL_SIZE];
        }
    }

    private static long sizeOf(byte[] string) {
        return PREFIX + (long) string.length + 2;
    }

    private void makeRoomFor(long more) {
        if (length + more > bytes.length) {
            // Fails above 2 GB, which no run comes near: Redis takes no argument of more than 512 MB by default.
            bytes = Arrays.copyOf(
                    bytes, Math.toIntExact(Math.max(length + more, Math.min(2L * bytes.length, 1 << 30))));
        }
    }

    private void string(byte[] string) {
        prefix('$', string.length);
        System.arraycopy(string, 0, bytes, length, string.length);
        length += string.length;
        endLine();
    }

    private void prefix(char type, int number) {
        bytes[length++] = (byte) type;
        int digits = 1;
        for (int rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        int rest = number;
        for (int i = length + digits - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        endLine();
    }

    private void endLine() {
        bytes[length++] = '\r';
        bytes[length++] = '\n';
    }
}
