package io.mysqlredis.sink.event;

import java.util.function.Supplier;

/** This record cannot be applied, now or later; the message says why and which setting helps, never a row's values. */
public final class BadRecordException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BadRecordException(String message) {
        super(message);
    }

    /** Reads a part of a record's value that was left for later: what is refused of it is told as of the whole value. */
    public static <T> T ofValue(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (BadRecordException e) {
            throw new BadRecordException("its value " + e.getMessage());
        }
    }
}
