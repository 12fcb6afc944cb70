package io.mysqlredis.sink.config;

import java.util.Objects;

/** What is wrong with one setting; the message follows on the setting's name. */
public record Problem(String setting, String message) {

    public Problem {
        Objects.requireNonNull(setting, "setting");
        Objects.requireNonNull(message, "message");
    }

    /** As the user is told. */
    @Override
    public String toString() {
        return setting + " " + message;
    }
}
