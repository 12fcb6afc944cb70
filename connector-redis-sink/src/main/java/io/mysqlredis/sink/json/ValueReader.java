package io.mysqlredis.sink.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.mysqlredis.sink.event.BadRecordException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/** Reads the values of one schema, as the classes that Connect's JSON converter has for them. */
@FunctionalInterface
interface ValueReader {

    /** The value whose first token the parser stands at, or null; it stands at its last one afterwards. */
    Object read(JsonParser json) throws IOException;

    static ValueReader of(Schema schema) {
        ValueReader present = ofPresent(schema);
        boolean isOptional = schema.isOptional();
        return json -> {
            if (json.currentToken() != JsonToken.VALUE_NULL) {
                return present.read(json);
            }
            if (!isOptional) {
                throw new BadRecordException("has null where its schema requires a value");
            }
            return null;
        };
    }

    private static ValueReader ofPresent(Schema schema) {
        return switch (Objects.requireNonNullElse(schema.name(), "")) {
            case Decimal.LOGICAL_NAME ->
                // As the converter's decimal.format says.
                json -> json.currentToken().isNumeric()
                        ? json.getDecimalValue()
                        : Decimal.toLogical(schema, json.getBinaryValue());
            case Date.LOGICAL_NAME -> json -> Date.toLogical(schema, json.getIntValue());
            case Time.LOGICAL_NAME -> json -> Time.toLogical(schema, json.getIntValue());
            case Timestamp.LOGICAL_NAME -> json -> Timestamp.toLogical(schema, json.getLongValue());
            default -> ofType(schema);
        };
    }

    private static ValueReader ofType(Schema schema) {
        return switch (schema.type()) {
            case BOOLEAN -> JsonParser::getBooleanValue;
            case INT8 -> JsonParser::getByteValue;
            case INT16 -> JsonParser::getShortValue;
            case INT32 -> JsonParser::getIntValue;
            case INT64 -> JsonParser::getLongValue;
            // By the digits themselves, as the converter: by way of a double it would be rounded twice.
            case FLOAT32 -> json -> Float.parseFloat(number(json));
            case FLOAT64 -> json -> Double.parseDouble(number(json));
            case STRING -> ValueReader::text;
            case BYTES -> JsonParser::getBinaryValue;
            case ARRAY -> array(of(schema.valueSchema()));
            case MAP -> map(of(schema.valueSchema()));
            case STRUCT -> new StructPlan(schema)::read;
        };
    }

    private static String number(JsonParser json) throws IOException {
        if (!json.currentToken().isNumeric()) {
            throw new BadRecordException("has " + json.currentToken() + " where its schema has a number");
        }
        return json.getText();
    }

    private static String text(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw new BadRecordException("has " + json.currentToken() + " where its schema has a text");
        }
        return json.getText();
    }

    private static ValueReader array(ValueReader element) {
        return json -> {
            if (!json.isExpectedStartArrayToken()) {
                throw new BadRecordException("has " + json.currentToken() + " where its schema has a list");
            }
            List<Object> elements = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                elements.add(element.read(json));
            }
            return elements;
        };
    }

    /** Of maps with texts as keys, which alone are objects in JSON. */
    private static ValueReader map(ValueReader value) {
        return json -> {
            if (!json.isExpectedStartObjectToken()) {
                throw new BadRecordException("has " + json.currentToken() + " where its schema has a map");
            }
            Map<String, Object> entries = new HashMap<>();
            for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
                json.nextToken();
                entries.put(key, value.read(json));
            }
            return entries;
        };
    }
}
