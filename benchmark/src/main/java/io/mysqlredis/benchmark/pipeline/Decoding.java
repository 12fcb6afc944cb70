package io.mysqlredis.benchmark.pipeline;

import java.util.HashMap;
import java.util.Map;

/** Who makes rows of what is in the topics, which is Avro. */
enum Decoding {
    CONVERTER("avro", "Avro by the converter"),
    SINK("avro-own", "Avro by the sink itself");

    private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";

    private final String label;
    private final String description;

    Decoding(String label, String description) {
        this.label = label;
        this.description = description;
    }

    String label() {
        return label;
    }

    String description() {
        return description;
    }

    /** The shipped sink's settings, decoded so. */
    Map<String, String> settings(Map<String, String> shipped) {
        if (this == CONVERTER) {
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
