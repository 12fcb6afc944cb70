package io.mysqlredis.endtoend;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** A JSON object taken apart, with each member's value as it stands in the text. */
final class JsonMembers {

    private static final JsonFactory JSON = new JsonFactory();

    private JsonMembers() {}

    static Map<String, String> of(String document) {
        Map<String, String> members = new HashMap<>();
        try (JsonParser parser = JSON.createParser(document)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                int begin = (int) parser.currentTokenLocation().getCharOffset();
                parser.skipChildren();
                parser.finishToken();
                int end = (int) parser.currentLocation().getCharOffset();
                members.put(name, document.substring(begin, end));
            }
            return members;
        } catch (IOException e) {
            throw new UncheckedIOException(document, e);
        }
    }
}
