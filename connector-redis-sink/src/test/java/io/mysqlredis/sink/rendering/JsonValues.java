package io.mysqlredis.sink.rendering;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mysqlredis.sink.event.Column;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What a value looks like as a member of a JSON document, which another reader finds to be valid. */
final class JsonValues {

    private static final JsonFactory GENERATORS = JsonFactory.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private static final ObjectMapper READER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private JsonValues() {}

    static String of(ValueRendering rendering, Column column, Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = GENERATORS.createGenerator(bytes)) {
            out.writeStartArray();
            rendering.json(column, value, out);
            rendering.json(column, value, out);
            out.writeEndArray();
            out.flush();
            READER.readTree(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String twice = bytes.toString(StandardCharsets.UTF_8);
        String once = twice.substring(1, twice.length() / 2);
        if (!twice.equals("[" + once + "," + once + "]")) {
            throw new AssertionError("not the same twice: " + twice);
        }
        return once;
    }
}
