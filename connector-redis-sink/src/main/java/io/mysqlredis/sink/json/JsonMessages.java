package io.mysqlredis.sink.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mysqlredis.sink.event.BadRecordException;
import java.io.IOException;
import org.apache.kafka.connect.errors.DataException;

/** What Connect's JSON converter writes: {@code {"schema":{…},"payload":…}}. */
final class JsonMessages {

    /** MySQL and Kafka have limits of their own. */
    private static final StreamReadConstraints AS_LONG_AS_IT_IS = StreamReadConstraints.builder()
            .maxNameLength(Integer.MAX_VALUE)
            .maxNumberLength(Integer.MAX_VALUE)
            .maxStringLength(Integer.MAX_VALUE)
            .build();

    private static final JsonFactory JSON =
            JsonFactory.builder().streamReadConstraints(AS_LONG_AS_IT_IS).build();

    private static final ObjectMapper TREES = new ObjectMapper(JSON);

    private JsonMessages() {}

    /** Reads something. */
    @FunctionalInterface
    interface Reading<T> {
        T read(JsonParser json) throws IOException;
    }

    /**
     * Reads the value that begins at this byte, whatever follows it; the parser stands at its first token.
     *
     * @throws BadRecordException if it is not as its schema says
     */
    static <T> T at(byte[] message, int from, Reading<T> reading) {
        return between(message, from, message.length, reading);
    }

    /** The same of a payload, behind which nothing but the end of the message may stand. */
    static <T> T payload(byte[] message, int from, Reading<T> reading) {
        int end = message.length;
        while (end > from && message[end - 1] != '}') {
            end--;
        }
        return between(message, from, Math.max(from, end - 1), json -> {
            T payload = reading.read(json);
            if (json.nextToken() != null) {
                throw new BadRecordException("is no JSON with a schema and a payload, and nothing else");
            }
            return payload;
        });
    }

    private static <T> T between(byte[] message, int from, int to, Reading<T> reading) {
        try (JsonParser json = JSON.createParser(message, from, to - from)) {
            json.nextToken();
            return reading.read(json);
        } catch (IOException | NumberFormatException | DataException | ClassCastException e) {
            // Not with the cause, whose message quotes the value.
            throw new BadRecordException("is no JSON, or not as the schema before it has it ("
                    + e.getClass().getSimpleName() + ")");
        }
    }

    /**
     * A message taken apart.
     *
     * @param payloadAt the byte at which the payload begins
     */
    record Parts(JsonNode schema, int payloadAt) {}

    /** @throws BadRecordException if it is no such message */
    static Parts parts(byte[] message) {
        return at(message, 0, json -> {
            boolean isThere = json.isExpectedStartObjectToken() && "schema".equals(json.nextFieldName());
            json.nextToken();
            JsonNode schema = isThere ? TREES.readTree(json) : null;
            if (schema == null || !schema.isObject() || !"payload".equals(json.nextFieldName())) {
                throw new BadRecordException(
                        "is no JSON with a schema and a payload; let the source have JsonConverter with"
                                + " schemas.enable=true");
            }
            json.nextToken();
            return new Parts(schema, offset(json));
        });
    }

    /** At which byte of what the parser reads its token begins. */
    static int offset(JsonParser json) {
        return Math.toIntExact(json.currentTokenLocation().getByteOffset());
    }
}
