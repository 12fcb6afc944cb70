package io.mysqlredis.sink.config;

import io.mysqlredis.sink.writer.Credentials;
import io.mysqlredis.sink.writer.RedisNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code redis.uri} says. */
record RedisUri(boolean tls, Credentials credentials, List<Host> hosts, int database) {

    /** The form that {@link #parse} takes. */
    static final String FORM =
            "redis://[[user]:password@]host[:port][,host[:port]...][/database], or rediss:// for TLS";

    /** Without a port, the one that servers of its kind have by default. */
    record Host(String name, Optional<Integer> port) {

        RedisNode node(int defaultPort) {
            return new RedisNode(name, port.orElse(defaultPort));
        }
    }

    private static final String HOST = "(?:\\[[0-9A-Fa-f:.]+]|[^:@/?#\\[\\]\\s,]+)(?::\\d{1,5})?";

    // Not java.net.URI: it takes no host name with an underscore, which Docker networks are full of, and one host only.
    private static final Pattern URI = Pattern.compile("(?<scheme>rediss?)://"
            + "(?:(?<user>[^:@/?#]*):(?<password>[^@/?#]*)@)?"
            + "(?<hosts>" + HOST + "(?:," + HOST + ")*)"
            + "(?:/(?<database>\\d{0,9}))?");

    RedisUri {
        Objects.requireNonNull(credentials, "credentials");
        hosts = List.copyOf(hosts);
    }

    /**
     * Reads a URI of the {@link #FORM}; user and password may be percent-encoded, and must be where they hold one of
     * {@code :@/?#%}.
     *
     * @throws IllegalArgumentException if it is not of that form; the message never holds the URI, which may hold a secret
     */
    static RedisUri parse(String uri) {
        Matcher parts = URI.matcher(uri.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("must be of the form " + FORM
                    + "; in user and password, each of :@/?#% is written as its percent code");
        }
        String database = parts.group("database");
        return new RedisUri(
                parts.group("scheme").equals("rediss"),
                new Credentials(text(parts.group("user")), text(parts.group("password"))),
                Arrays.stream(parts.group("hosts").split(",", -1))
                        .map(RedisUri::host)
                        .toList(),
                database == null || database.isEmpty() ? 0 : Integer.parseInt(database));
    }

    private static Host host(String text) {
        int colon = text.lastIndexOf(':');
        boolean hasPort = colon > text.lastIndexOf(']');
        String name = (hasPort ? text.substring(0, colon) : text).replaceAll("[\\[\\]]", "");
        Optional<Integer> port = hasPort ? Optional.of(Integer.valueOf(text.substring(colon + 1))) : Optional.empty();
        // What is wrong with a port is told here, and not first when it is known what the default would be.
        return new Host(name, port.map(number -> new RedisNode(name, number).port()));
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
}
