package io.mysqlredis.sink.mapping;

/** A mapping cannot be right for a table that it matches: an operator must change the one or the other. */
public final class UnfitMappingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnfitMappingException(String message) {
        super(message);
    }
}
