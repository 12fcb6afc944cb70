package io.mysqlredis.endtoend.monitoring;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The files of the folder {@code monitoring}, well formed and without a key twice. */
final class Shipped {

    static final Path CHECKOUT = Path.of("..");
    private static final Path FOLDER = CHECKOUT.resolve("monitoring");

    private static final ObjectMapper JSON = strict(new ObjectMapper());
    private static final ObjectMapper YAML = strict(new ObjectMapper(new YAMLFactory()));

    private Shipped() {}

    static JsonNode json(String file) {
        return read(JSON, FOLDER.resolve(file));
    }

    static JsonNode yaml(String file) {
        return read(YAML, FOLDER.resolve(file));
    }

    /** With aliases as the names of their anchors. */
    static JsonNode compose() {
        return read(YAML, CHECKOUT.resolve("docker-compose.yml"));
    }

    private static JsonNode read(ObjectMapper mapper, Path file) {
        try {
            return mapper.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    private static ObjectMapper strict(ObjectMapper mapper) {
        return mapper.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }
}
