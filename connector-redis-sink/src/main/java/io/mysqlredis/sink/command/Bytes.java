package io.mysqlredis.sink.command;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** An immutable byte string, equal to every other with the same bytes. */
public final class Bytes {

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /** Takes the array over: the caller must not change it any more. */
    public static Bytes of(byte[] content) {
        return new Bytes(content);
    }

    public static Bytes utf8(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    public int length() {
        return content.length;
    }

    /** The bytes themselves, not a copy: for writing to a socket, never to be changed. */
    byte[] content() {
        return content;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    /** The bytes as UTF-8 text, for failed tests; nothing that holds row values is ever logged. */
    @Override
    public String toString() {
        return new String(content, StandardCharsets.UTF_8);
    }
}
