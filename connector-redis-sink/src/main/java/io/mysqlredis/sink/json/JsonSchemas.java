package io.mysqlredis.sink.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.mysqlredis.sink.event.BadRecordException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/** The schemas of Connect as its JSON converter writes them down; without defaults, as a null stays one. */
final class JsonSchemas {

    private JsonSchemas() {}

    /** @throws BadRecordException if it is no schema */
    static Schema of(JsonNode json) {
        SchemaBuilder schema = builder(json);
        if (json.path("name").isTextual()) {
            schema.name(json.path("name").textValue());
        }
        if (json.path("version").isInt()) {
            schema.version(json.path("version").intValue());
        }
        json.path("parameters")
                .properties()
                .forEach(parameter -> schema.parameter(
                        parameter.getKey(), parameter.getValue().asText()));
        return (json.path("optional").asBoolean() ? schema.optional() : schema.required()).build();
    }

    private static SchemaBuilder builder(JsonNode json) {
        String type = json.path("type").asText("");
        return switch (type) {
            case "boolean" -> SchemaBuilder.bool();
            case "int8" -> SchemaBuilder.int8();
            case "int16" -> SchemaBuilder.int16();
            case "int32" -> SchemaBuilder.int32();
            case "int64" -> SchemaBuilder.int64();
            case "float" -> SchemaBuilder.float32();
            case "double" -> SchemaBuilder.float64();
            case "bytes" -> SchemaBuilder.bytes();
            case "string" -> SchemaBuilder.string();
            case "array" -> SchemaBuilder.array(of(json.path("items")));
            case "map" -> SchemaBuilder.map(of(json.path("keys")), of(json.path("values")));
            case "struct" -> struct(json);
            default -> throw new BadRecordException("has a schema with the unknown type '" + type + "'");
        };
    }

    private static SchemaBuilder struct(JsonNode json) {
        SchemaBuilder struct = SchemaBuilder.struct();
        for (JsonNode field : json.path("fields")) {
            struct.field(field.path("field").asText(), of(field));
        }
        return struct;
    }
}
