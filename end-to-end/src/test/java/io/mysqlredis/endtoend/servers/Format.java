package io.mysqlredis.endtoend.servers;

import io.mysqlredis.pipeline.ConnectorFile;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** How records are written into Kafka, each with a source and a sink of its own among the files that users post. */
public enum Format {
    JSON("", ""),
    /** By Confluent's converter. */
    AVRO("-avro", ""),
    AVRO_APICURIO("-avro-apicurio", ""),
    /** As JSON, and the sink decodes it itself. */
    JSON_BYTES("", "json"),
    /** As AVRO, and the sink decodes it itself. */
    AVRO_BYTES("-avro", "avro");

    private final String ending;
    private final String recordsFormat;

    /** @param recordsFormat empty if converters decode records */
    Format(String ending, String recordsFormat) {
        this.ending = ending;
        this.recordsFormat = recordsFormat;
    }

    /** The one that {@code -Dpipeline.format} names; JSON without it. */
    public static Format ofTests() {
        String name = System.getProperty("pipeline.format", "json");
        return Arrays.stream(values())
                .filter(format -> format.id().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No pipeline.format " + name));
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public boolean needsRegistry() {
        return !ending.isEmpty();
    }

    /** The shipped source or sink in this format, for these servers, under the name of the one with JSON. */
    public ConnectorFile shipped(Servers servers, String name) {
        Map<String, String> config = servers.shipped(name + ending).config();
        boolean isSink = config.containsKey("redis.uri");
        return new ConnectorFile(name, isSink && !recordsFormat.isEmpty() ? ofBytes(config) : config);
    }

    private Map<String, String> ofBytes(Map<String, String> config) {
        Map<String, String> bytes = new HashMap<>(config);
        bytes.keySet().removeIf(setting -> setting.matches("(key|value)\\.converter.*"));
        bytes.put("key.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        bytes.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        bytes.put("records.format", recordsFormat);
        if (needsRegistry()) {
            bytes.put("schema.registry.url", config.get("value.converter.schema.registry.url"));
        }
        return bytes;
    }
}
