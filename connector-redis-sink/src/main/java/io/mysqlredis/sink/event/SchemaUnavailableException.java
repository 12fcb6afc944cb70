package io.mysqlredis.sink.event;

/** Nobody tells now what the record's schema is; the message says where it was looked for, and what came of it. */
public final class SchemaUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SchemaUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
