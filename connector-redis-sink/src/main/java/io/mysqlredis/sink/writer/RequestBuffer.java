package io.mysqlredis.sink.writer;

import io.mysqlredis.sink.command.RequestSink;
import java.util.Arrays;
import redis.clients.jedis.commands.ProtocolCommand;

/**
 * Requests as Redis reads them off the wire, one behind the other, so that they leave in one piece. Its memory is used again
 * from one flight to the next.
 */
final class RequestBuffer implements RequestSink {

    private static final int USUAL_SIZE = 256 << 10;

    /** What one huge record has made it grow to is given back. */
    private static final int LARGEST_KEPT = 8 << 20;

    /** The longest prefix of an array or a string: its type, ten digits and the end of the line. */
    private static final int PREFIX = 1 + 10 + 2;

    private static final int END_OF_LINE = 2;

    private byte[] bytes = new byte[USUAL_SIZE];
    private int length;
    private int requests;

    void add(ProtocolCommand command, byte[]... arguments) {
        add(command.getRaw(), arguments);
    }

    void add(byte[] name, byte[]... arguments) {
        begin(name, arguments.length);
        for (byte[] argument : arguments) {
            argument(argument);
        }
    }

    @Override
    public void begin(byte[] name, int arguments) {
        makeRoomFor(PREFIX);
        prefix('*', 1 + arguments);
        argument(name);
        requests++;
    }

    @Override
    public void argument(byte[] argument) {
        makeRoomFor(PREFIX + (long) argument.length + END_OF_LINE);
        prefix('$', argument.length);
        System.arraycopy(argument, 0, bytes, length, argument.length);
        length += argument.length;
        endLine();
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

    private void makeRoomFor(long more) {
        if (length + more > bytes.length) {
            // Fails above 2 GB, which no run comes near: Redis takes no argument of more than 512 MB by default.
            bytes = Arrays.copyOf(
                    bytes, Math.toIntExact(Math.max(length + more, Math.min(2L * bytes.length, 1 << 30))));
        }
    }

    private void prefix(char type, int number) {
        bytes[length++] = (byte) type;
        if (number < 10) {
            // Nearly all are of one digit or two.
            bytes[length++] = digit(number);
        } else if (number < 100) {
            bytes[length++] = digit(number / 10);
            bytes[length++] = digit(number % 10);
        } else {
            decimal(number);
        }
        endLine();
    }

    private void decimal(int number) {
        int digits = 0;
        for (int rest = number; rest > 0; rest /= 10) {
            digits++;
        }
        int rest = number;
        for (int i = length + digits - 1; i >= length; i--) {
            bytes[i] = digit(rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    private static byte digit(int number) {
        return (byte) ('0' + number);
    }

    private void endLine() {
        bytes[length++] = '\r';
        bytes[length++] = '\n';
    }
}
