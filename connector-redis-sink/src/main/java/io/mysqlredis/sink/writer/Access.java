package io.mysqlredis.sink.writer;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How to get in, the same at every server that may hold the data.
 *
 * @param timeout for connecting, and for each exchange
 * @param clientName as CLIENT LIST shows it: printable ASCII without a space
 */
public record Access(
        Credentials credentials, int database, Optional<Tls> tls, Duration timeout, Optional<String> clientName) {

    /** A Sentinel that takes longer is passed over for the next one. */
    private static final Duration SENTINEL_TIMEOUT = Duration.ofSeconds(1);

    public Access {
        Objects.requireNonNull(credentials, "credentials");
        Objects.requireNonNull(tls, "tls");
        Objects.requireNonNull(timeout, "timeout");
        Objects.requireNonNull(clientName, "clientName");
    }

    /** Who logs in, by name. */
    String user() {
        return credentials.user().orElse("default");
    }

    /** The same for Sentinels, which hold no databases and have logins of their own. */
    Access ofSentinels(Credentials theirs) {
        Duration atMost = timeout.compareTo(SENTINEL_TIMEOUT) < 0 ? timeout : SENTINEL_TIMEOUT;
        return new Access(theirs, 0, tls, atMost, clientName);
    }
}
