package io.mysqlredis.sink.writer;

/** Redis refuses this connector as such, for example its password: nothing goes on before an operator acts. */
public final class RedisMisconfiguredException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RedisMisconfiguredException(String message) {
        super(message);
    }
}
