package io.mysqlredis.sink.property;

import java.nio.charset.StandardCharsets;

/** Bytes as texts of ISO 8859-1 characters, one for each, so that they compare, sort and print. */
final class Octets {

    private Octets() {}

    static String of(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    static String utf8(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] bytes(String octets) {
        return octets.getBytes(StandardCharsets.ISO_8859_1);
    }
}
