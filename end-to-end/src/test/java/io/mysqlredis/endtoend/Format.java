package io.mysqlredis.endtoend;

import io.mysqlredis.pipeline.ConnectorFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** How records are written into Kafka, each with a source and a sink of its own among the files that users post. */
enum Format {
    JSON(""),
    /** By Confluent's converter. */
    AVRO("-avro"),
    AVRO_APICURIO("-avro-apicurio");

    private final String ending;

    Format(String ending) {
        this.ending = ending;
    }

    /** The one that {@code -Dpipeline.format} names; JSON without it. */
    static Format ofTests() {
        String name = System.getProperty("pipeline.format", "json");
        return Arrays.stream(values())
                .filter(format -> format.id().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No pipeline.format " + name));
    }

    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean needsRegistry() {
        return this != JSON;
    }

    /** The shipped file of a source or a sink in this format, under the name of the one with JSON. */
    ConnectorFile shipped(Path checkout, String name) {
        return new ConnectorFile(name, ConnectorFile.of(checkout, name + ending).config());
    }
}
