package io.mysqlredis.benchmark.pipeline;

import java.util.HashMap;
import java.util.Map;

/** What is in the topics, and who makes rows of it. */
enum Decoding {
    CONVERTER("avro", "Avro by the converter", "-avro"),
    SINK("avro-own", "Avro by the sink itself", "-avro"),
    JSON("json", "JSON with schemas by the converter", "");

    private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";

    private final String label;
    private final String description;
    private final String ofFile;

    /** @param ofFile what the names of the shipped files end with */
    Decoding(String label, String description, String ofFile) {
        this.label = label;
        this.description = description;
        this.ofFile = ofFile;
    }

    String label() {
        return label;
    }

    String description() {
        return description;
    }

    /** The name of the shipped file of that connector. */
    String file(String connector) {
        return connector + ofFile;
    }

    /** The shipped sink's settings, decoded so. */
    Map<String, String> settings(Map<String, String> shipped) {
        if (this != SINK) {
            return shipped;
        }
        Map<String, String> settings = new HashMap<>(shipped);
        settings.put("records.format", "avro");
        settings.put("schema.registry.url", shipped.get("value.converter.schema.registry.url"));
        settings.keySet()
                .removeIf(setting -> setting.startsWith("key.converter.") || setting.startsWith("value.converter."));
        settings.put("key.converter", BYTES);
        settings.put("value.converter", BYTES);
        return settings;
    }
}
