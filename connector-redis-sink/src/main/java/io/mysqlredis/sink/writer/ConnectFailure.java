package io.mysqlredis.sink.writer;

import java.io.IOException;
import java.net.SocketException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import redis.clients.jedis.exceptions.JedisException;

/** Why there is no connection, and which setting to look at where the words of Java and Jedis do not tell. */
final class ConnectFailure {

    private static final String MAYBE_CLIENT_CERTIFICATE =
            "; if the server asks for a client certificate, give one that it trusts by redis.ssl.keystore.location, or by"
                    + " redis.ssl.keystore.key and redis.ssl.keystore.certificate.chain";

    private ConnectFailure() {}

    /** Of a connection that was lost. */
    static String reason(JedisException failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof NotConnectedException)) {
            cause = cause.getCause();
        }
        return text(cause);
    }

    /** Of a connection that did not come about, or was lost in the first exchange over it. */
    static String reasonAtStart(JedisException failure, Optional<Tls> tls) {
        String reason = reason(failure);
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NotConnectedException) {
                return reason;
            }
        }
        // A server cuts the connection that speaks TLS where it does not, or has no certificate where it asks for one.
        return reason + (tls.isPresent() ? MAYBE_CLIENT_CERTIFICATE : "; if this port is for TLS, write rediss://");
    }

    /** Of a TLS handshake that failed. */
    static String reasonOfHandshake(IOException failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String text = text(cause);
        if (cause instanceof CertPathBuilderException) {
            return "its certificate is of no authority that is trusted here (" + text + "); give the authority's"
                    + " certificate by redis.ssl.truststore.location or redis.ssl.truststore.certificates";
        }
        if (cause instanceof CertificateExpiredException || cause instanceof CertificateNotYetValidException) {
            return "its certificate is not valid at this time (" + text + ")";
        }
        if (cause instanceof CertificateException) {
            return "its certificate is not for this host (" + text + "); name the host as the certificate does, or let"
                    + " redis.ssl.endpoint.identification.algorithm be empty, which trusts it for any host";
        }
        if (text.contains("fatal alert")) {
            return text + MAYBE_CLIENT_CERTIFICATE;
        }
        String noTls = "it does not answer in TLS (" + text + "); for a server without TLS write redis://";
        return cause instanceof SocketException ? noTls + MAYBE_CLIENT_CERTIFICATE : noTls;
    }

    static String text(Throwable failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }
}
