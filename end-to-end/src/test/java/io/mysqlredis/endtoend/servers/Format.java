package io.mysqlredis.endtoend.servers;

import io.mysqlredis.pipeline.ConnectorFile;
import java.util.Arrays;
import java.util.Locale;

/** How records are written into Kafka, each with a source and a sink of its own among the files that users post. */
public enum Format {
    JSON(""),
    /** By Confluent's converter. */
    AVRO("-avro"),
    AVRO_APICURIO("-avro-apicurio");

    private final String ending;

    Format(String ending) {
        this.ending = ending;
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
        return this != JSON;
    }

    /** The shipped source or sink in this format, for these servers, under the name of the one with JSON. */
    public ConnectorFile shipped(Servers servers, String name) {
        return new ConnectorFile(name, servers.shipped(name + ending).config());
    }
}
