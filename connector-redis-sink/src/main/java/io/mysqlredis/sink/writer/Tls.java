package io.mysqlredis.sink.writer;

import java.util.Objects;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * How a server proves who it is, and this client, if the server asks.
 *
 * @param context asked for each connection, so that certificates can be renewed
 * @param hostNames whether a certificate must be for the host that was connected to
 */
public record Tls(Supplier<SSLContext> context, HostNames hostNames) {

    /** What to make of the names in a certificate. */
    public enum HostNames {
        CHECKED,
        IGNORED
    }

    public Tls {
        Objects.requireNonNull(context, "context");
        Objects.requireNonNull(hostNames, "hostNames");
    }

    SSLParameters parameters(SSLParameters parameters) {
        // Java by itself trusts a valid certificate for whatever host.
        parameters.setEndpointIdentificationAlgorithm(hostNames == HostNames.CHECKED ? "HTTPS" : "");
        return parameters;
    }
}
