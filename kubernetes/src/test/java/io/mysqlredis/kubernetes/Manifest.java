package io.mysqlredis.kubernetes;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A file of this folder, which users give to {@code kubectl apply}. */
record Manifest(String name, JsonNode resource) {

    static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final ObjectMapper JSON = new ObjectMapper();

    static Manifest of(String name) {
        try {
            return new Manifest(name, YAML.readTree(Path.of(name).toFile()));
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read " + name, e);
        }
    }

    static List<Manifest> all() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(""))) {
            return files.map(Path::toString)
                    .filter(file -> file.endsWith(".yaml"))
                    .sorted()
                    .map(Manifest::of)
                    .toList();
        }
    }

    String kind() {
        return resource.get("kind").asText();
    }

    JsonNode at(String pointer) {
        return resource.at(JsonPointer.compile(pointer));
    }

    /** A connector's settings as they would be posted. */
    Map<String, String> config() {
        Map<String, String> config = settings(at("/spec/config"));
        config.put("connector.class", at("/spec/class").asText());
        config.put("tasks.max", at("/spec/tasksMax").asText());
        return config;
    }

    /** The settings of a file in connector-config. */
    static Map<String, String> shipped(String file) throws IOException {
        return settings(
                JSON.readTree(Path.of("..", "connector-config", file).toFile()).get("config"));
    }

    private static Map<String, String> settings(JsonNode json) {
        Map<String, String> settings = new LinkedHashMap<>();
        json.forEachEntry((setting, value) -> settings.put(setting, value.asText()));
        return settings;
    }

    @Override
    public String toString() {
        return name;
    }
}
