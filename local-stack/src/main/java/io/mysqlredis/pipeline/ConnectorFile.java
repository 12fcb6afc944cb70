package io.mysqlredis.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mysqlredis.stack.Endpoints;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A connector as {@code POST /connectors} takes it: one of the files that users post, word for word but for the addresses
 * of a stack on other ports than the default ones.
 */
public record ConnectorFile(String name, Map<String, String> config) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public ConnectorFile {
        Objects.requireNonNull(name, "name");
        config = Map.copyOf(config);
    }

    /** Reads {@code connector-config/<file>.json} of a checkout. */
    public static ConnectorFile of(Path checkout, String file) {
        Path path = checkout.resolve("connector-config").resolve(file + ".json");
        try {
            JsonNode json = JSON.readTree(path.toFile());
            Map<String, String> config = JSON.convertValue(
                    json.required("config"),
                    JSON.getTypeFactory().constructMapType(Map.class, String.class, String.class));
            return new ConnectorFile(json.required("name").asText(), config);
        } catch (IOException | IllegalArgumentException e) {
            throw new PipelineException("Cannot read " + path + ": " + e.getMessage(), e);
        }
    }

    /** The same connector for the servers at these addresses. */
    public ConnectorFile at(Endpoints endpoints) {
        Map<String, String> addresses = new HashMap<>();
        addresses.put("database.port", Integer.toString(endpoints.mysqlPort()));
        addresses.put("schema.history.internal.kafka.bootstrap.servers", endpoints.bootstrapServers());
        addresses.put("signal.kafka.bootstrap.servers", endpoints.bootstrapServers());
        addresses.put("redis.uri", "redis://%s:%d/0".formatted(endpoints.redisHost(), endpoints.redisPort()));
        for (String converter : List.of("key.converter.", "value.converter.")) {
            addresses.put(
                    converter + "schema.registry.url",
                    endpoints.confluentsRegistryApi().toString());
            addresses.put(
                    converter + "apicurio.registry.url",
                    endpoints.ownRegistryApi().toString());
        }
        return with(addresses);
    }

    /** The same connector with other values for settings that it has; settings that it has not are left out. */
    private ConnectorFile with(Map<String, String> values) {
        Map<String, String> changed = new HashMap<>(config);
        values.forEach((setting, value) -> changed.computeIfPresent(setting, (same, former) -> value));
        return new ConnectorFile(name, changed);
    }

    String json() {
        ObjectNode json = JSON.createObjectNode().put("name", name);
        json.set("config", JSON.valueToTree(config));
        return json.toString();
    }

    String configJson() {
        return JSON.valueToTree(config).toString();
    }
}
