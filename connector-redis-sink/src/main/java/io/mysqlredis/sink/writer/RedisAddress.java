package io.mysqlredis.sink.writer;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a Redis listens and how to log in; prints without its password. */
public record RedisAddress(
        boolean tls, String host, int port, Optional<String> user, Optional<String> password, int database) {

    /** The form that {@link #parse} takes. */
    public static final String FORM = "redis://[[user]:password@]host[:port][/database], or rediss:// for TLS";

    private static final int DEFAULT_PORT = 6379;

    // Not java.net.URI: it takes no host name with an underscore, which Docker networks are full of.
    private static final Pattern URI = Pattern.compile("(?<scheme>rediss?)://"
            + "(?:(?<user>[^:@/?#]*):(?<password>[^@/?#]*)@)?"
            + "(?<host>\\[[0-9A-Fa-f:.]+]|[^:@/?#\\[\\]\\s]+)"
            + "(?::(?<port>\\d{1,5}))?"
            + "(?:/(?<database>\\d{0,9}))?");

    public RedisAddress {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("the port must be 1 to 65535");
        }
        if (user.isPresent() && password.isEmpty()) {
            throw new IllegalArgumentException("a user needs a password");
        }
    }

    /**
     * Reads a URI of the {@link #FORM}; user and password may be percent-encoded, and must be where they hold one of
     * {@code :@/?#%}.
     *
     * @throws IllegalArgumentException if it is not of that form; the message never holds the URI, which may hold a secret
     */
    public static RedisAddress parse(String uri) {
        Matcher parts = URI.matcher(uri.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("must be of the form " + FORM
                    + "; in user and password, each of :@/?#% is written as its percent code");
        }
        return new RedisAddress(
                parts.group("scheme").equals("rediss"),
                parts.group("host").replaceAll("[\\[\\]]", ""),
                number(parts.group("port"), DEFAULT_PORT),
                text(parts.group("user")),
                text(parts.group("password")),
                number(parts.group("database"), 0));
    }

    private static int number(String digits, int otherwise) {
        return digits == null || digits.isEmpty() ? otherwise : Integer.parseInt(digits);
    }

    private static Optional<String> text(String encoded) {
        if (encoded == null || encoded.isEmpty()) {
            return Optional.empty();
        }
        try {
            // URLDecoder is made for forms, where + is a space.
            return Optional.of(URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            // Without its cause, which quotes what it could not decode.
            throw new IllegalArgumentException(
                    "has a % in user or password that begins no percent code; write it as %25");
        }
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
