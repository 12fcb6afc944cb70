package io.mysqlredis.sink.watermark;

import java.util.Objects;

/**
 * The name of a transaction, such as {@code 3e11fa47-71ca-11e1-9e33-c80aa9429562:23}: of the server, or the server and a tag, that it
 * was made on, and the number that counts up there. Taken apart once, as each change is compared with the one before.
 */
public final class Gtid {

    private final String text;

    /** Where the last colon is; -1 if there is none. */
    private final int colon;

    /** Behind that colon; -1 if none stands there. */
    private final long number;

    public Gtid(String text) {
        this.text = Objects.requireNonNull(text, "text");
        colon = text.lastIndexOf(':');
        number = colon < 0 ? -1 : BinlogPlace.number(text, colon + 1);
    }

    /** How much higher the other's number is; -1 if it is lower, or if the two cannot be compared. */
    long transactionsUntil(Gtid other) {
        boolean isComparable =
                number >= 0 && other.number >= 0 && colon == other.colon && text.regionMatches(0, other.text, 0, colon);
        return isComparable ? Math.max(-1, other.number - number) : -1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Gtid that && number == that.number && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
