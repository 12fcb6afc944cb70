package io.mysqlredis.sink.writer;

import java.util.Objects;
import java.util.Optional;

/** A login, which prints neither its user nor its password. */
public record Credentials(Optional<String> user, Optional<String> password) {

    public static final Credentials NONE = new Credentials(Optional.empty(), Optional.empty());

    public Credentials {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        if (user.isPresent() && password.isEmpty()) {
            throw new IllegalArgumentException("a user needs a password");
        }
    }

    @Override
    public String toString() {
        return password.isPresent() ? "a login" : "no login";
    }
}
