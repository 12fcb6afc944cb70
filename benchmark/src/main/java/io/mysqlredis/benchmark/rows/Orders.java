package io.mysqlredis.benchmark.rows;

import java.util.List;
import java.util.Random;

/** Rows that are the same whenever they are asked for, and no two alike. */
public final class Orders {

    /** So that all of a topic lies in the past, and is the same each time it is made. */
    static final long EPOCH_MILLIS = 1_767_225_600_000L;

    private static final List<String> STATES = List.of("created", "shipped", "settled", "delayed", "refused");
    private static final int CUSTOMERS = 1_000_000;
    private static final int CENTS_FROM = 100_000;
    private static final int CENTS = 900_000;
    private static final long ODD = 0x9E3779B97F4A7C15L;
    private static final String TEXT = text();

    private final int noteLength;

    /** Rows whose note has so many characters, each a byte: what is left of a row's size. */
    public Orders(int noteLength) {
        this.noteLength = noteLength;
    }

    /**
     * A row at one time.
     *
     * @param id of the row, from 1
     * @param version how often it was changed
     */
    public Order order(long id, long version) {
        long mixed = mix(id * ODD + version);
        long cents = CENTS_FROM + Long.remainderUnsigned(mixed, CENTS);
        int from = (int) Long.remainderUnsigned(mixed >>> 7, TEXT.length() - noteLength);
        return new Order(
                id,
                1 + Long.remainderUnsigned(mixed >>> 11, CUSTOMERS),
                STATES.get((int) Long.remainderUnsigned(mixed >>> 17, STATES.size())),
                cents / 100 + "." + twoDigits(cents % 100),
                TEXT.substring(from, from + noteLength),
                EPOCH_MILLIS + 7 * id + version);
    }

    private static String twoDigits(long number) {
        return (number < 10 ? "0" : "") + number;
    }

    /** Such that neighbours have nothing in common. */
    static long mix(long number) {
        long mixed = (number ^ (number >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    private static String text() {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder(1 << 16);
        while (text.length() < 1 << 16) {
            text.append((char) (random.nextInt(6) == 0 ? ' ' : 'a' + random.nextInt(26)));
        }
        return text.toString();
    }
}
