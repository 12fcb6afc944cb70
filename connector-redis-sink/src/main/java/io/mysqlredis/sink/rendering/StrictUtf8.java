package io.mysqlredis.sink.rendering;

import io.mysqlredis.sink.event.BadRecordException;
import java.nio.charset.StandardCharsets;

/** UTF-8 of whole characters only: half a surrogate pair is refused, and never becomes a question mark. */
final class StrictUtf8 {

    private StrictUtf8() {}

    static byte[] encode(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        // Java puts a question mark in the place of what it cannot encode, so text without one needs no second look.
        for (byte b : utf8) {
            if (b == '?') {
                requireWholeCharacters(text);
                break;
            }
        }
        return utf8;
    }

    /** The same text, for writers that encode it themselves. */
    static String requireWholeCharacters(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
                    throw new BadRecordException("holds half of a surrogate pair, which UTF-8 has no bytes for");
                }
                i++;
            }
        }
        return text;
    }
}
