package io.mysqlredis.sink.rendering;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.mysqlredis.sink.event.BadRecordException;
import java.io.IOException;

/**
 * One JSON value without the white space around its tokens, which differs between snapshot and binlog; everything else is
 * as it came, each digit and each escape. What is no JSON is refused, so that it cannot break a document around it.
 */
final class JsonText {

    /** MySQL has limits of its own; these would refuse a long name or number that it takes. */
    private static final StreamReadConstraints AS_LONG_AS_IT_IS = StreamReadConstraints.builder()
            .maxNameLength(Integer.MAX_VALUE)
            .maxNumberLength(Integer.MAX_VALUE)
            .maxStringLength(Integer.MAX_VALUE)
            .build();

    // Names are only passed over: to keep a table of them would cost and help nobody.
    private static final JsonFactory PARSERS = new JsonFactoryBuilder()
            .streamReadConstraints(AS_LONG_AS_IT_IS)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private JsonText() {}

    static String minified(String json) {
        requireOneValue(json);
        StringBuilder minified = new StringBuilder(json.length());
        boolean isInString = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (isInString || !isWhiteSpace(c)) {
                minified.append(c);
            }
            if (c == '"') {
                isInString = !isInString;
            } else if (c == '\\') {
                // The next one is escaped, so it ends no string.
                minified.append(json.charAt(++i));
            }
        }
        return minified.toString();
    }

    private static boolean isWhiteSpace(char c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    private static void requireOneValue(String json) {
        try (JsonParser parser = PARSERS.createParser(json)) {
            boolean isThere = parser.nextToken() != null;
            parser.skipChildren();
            if (isThere && parser.nextToken() == null) {
                return;
            }
        } catch (IOException e) {
            // Falls through, not with the cause: its message quotes the value.
        }
        throw new BadRecordException("is no JSON");
    }
}
