package io.mysqlredis.endtoend.faults;

import java.nio.charset.StandardCharsets;

/**
 * A cut that happens once, when so many bytes have passed in one direction since the next transaction began that says something.
 *
 * <p>Bytes count on the connection on which that transaction is; other connections are not harmed, and no other transaction is, such
 * as one that only moves watermarks.
 */
final class Cut {

    /** Which way the bytes go that are counted. */
    enum Direction {
        REQUEST,
        REPLY
    }

    private static final String BEGIN = "MULTI\r\n";

    private final Direction direction;
    private final int position;
    private final String said;
    private TcpLink link;
    private int passed;
    private boolean happened;

    /**
     * Lets {@code position} bytes through.
     *
     * @param said what the transaction has in it
     */
    Cut(Direction direction, int position, String said) {
        this.direction = direction;
        this.position = position;
        this.said = said;
    }

    synchronized boolean hasHappened() {
        return happened;
    }

    /** How many of these bytes may pass; fewer than all where the link is to be cut behind them. */
    synchronized int allowed(TcpLink from, Direction way, byte[] bytes, int length) {
        int begin = 0;
        if (link == null && way == Direction.REQUEST) {
            // One character a byte, so that positions are the same.
            String request = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
            begin = request.indexOf(BEGIN);
            if (begin < 0 || request.indexOf(said, begin) < 0) {
                return length;
            }
            link = from;
        }
        if (happened || from != link || way != direction) {
            return length;
        }
        int rest = position - passed;
        if (length - begin > rest) {
            happened = true;
            return begin + rest;
        }
        passed += length - begin;
        return length;
    }
}
