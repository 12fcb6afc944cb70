package io.mysqlredis.sink.command;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The keys of one form and Redis type.
 *
 * @param glob for Redis's {@code SCAN … MATCH}: finds all of them, and may find more
 * @param exact decides, over the key's bytes as ISO 8859-1 characters
 * @param type as Redis's {@code TYPE} names it
 */
public record KeyPattern(Bytes glob, Pattern exact, String type) {

    public KeyPattern {
        Objects.requireNonNull(glob, "glob");
        Objects.requireNonNull(exact, "exact");
        Objects.requireNonNull(type, "type");
    }

    public boolean matches(byte[] key) {
        return exact.matcher(new String(key, StandardCharsets.ISO_8859_1)).matches();
    }

    /** The glob's bytes, not to be changed. */
    public byte[] globBytes() {
        return glob.content();
    }
}
