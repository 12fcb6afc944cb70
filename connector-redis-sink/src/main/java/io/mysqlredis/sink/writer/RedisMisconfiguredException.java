package io.mysqlredis.sink.writer;

import java.util.Objects;

/** Redis refuses this connector as such, for example its password: nothing goes on before an operator acts. */
public final class RedisMisconfiguredException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What there is to correct. */
    public enum Aspect {
        ADDRESS,
        MODE,
        LOGIN,
        RIGHTS,
        WATERMARKS,
        REPLICAS,
        MASTER_NAME,
        LOGIN_AT_SENTINELS,
        EVICTION
    }

    private final Aspect aspect;

    RedisMisconfiguredException(String message) {
        this(Aspect.ADDRESS, message);
    }

    RedisMisconfiguredException(Aspect aspect, String message) {
        super(message);
        this.aspect = Objects.requireNonNull(aspect, "aspect");
    }

    public Aspect aspect() {
        return aspect;
    }
}
