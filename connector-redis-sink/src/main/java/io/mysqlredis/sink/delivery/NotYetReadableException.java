package io.mysqlredis.sink.delivery;

/** A record cannot be read now, and perhaps later; the message says what is missing. */
public final class NotYetReadableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotYetReadableException(String message, Throwable cause) {
        super(message, cause);
    }
}
