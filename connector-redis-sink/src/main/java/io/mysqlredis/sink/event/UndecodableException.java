package io.mysqlredis.sink.event;

/** Records come in a form that the sink is not set up for; the message says which setting to correct. */
public final class UndecodableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UndecodableException(String message) {
        super(message);
    }
}
