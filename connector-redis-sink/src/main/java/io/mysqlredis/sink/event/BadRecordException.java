package io.mysqlredis.sink.event;

/** This record cannot be applied, now or later; the message says why and which setting helps, never a row's values. */
public final class BadRecordException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BadRecordException(String message) {
        super(message);
    }
}
