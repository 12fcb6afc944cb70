package io.mysqlredis.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** The REST API of Confluent's schema registry, as its users call it by hand. */
record RegistryApi(URI root) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    static RegistryApi of(Pipeline pipeline) {
        return new RegistryApi(pipeline.endpoints().confluentsRegistryApi());
    }

    /** How many schemas the subject has had. */
    int versions(String subject) {
        return send("GET", "/subjects/" + subject + "/versions", "").size();
    }

    /** The id of the subject's latest schema, as records carry it. */
    int id(String subject) {
        return send("GET", "/subjects/" + subject + "/versions/latest", "")
                .required("id")
                .asInt();
    }

    String schema(int id) {
        return send("GET", "/schemas/ids/" + id, "").required("schema").asText();
    }

    String schema(String subject, int version) {
        return send("GET", "/subjects/%s/versions/%d".formatted(subject, version), "")
                .required("schema")
                .asText();
    }

    void register(String subject, String schema) {
        send("POST", "/subjects/" + subject + "/versions", request(schema));
    }

    /** Whether the subject would take this schema as its next. */
    boolean isCompatible(String subject, String schema) {
        return send("POST", "/compatibility/subjects/" + subject + "/versions/latest", request(schema))
                .required("is_compatible")
                .asBoolean();
    }

    void setCompatibility(String subject, String level) {
        send("PUT", "/config/" + subject, "{\"compatibility\": \"" + level + "\"}");
    }

    private static String request(String schema) {
        return JSON.createObjectNode().put("schema", schema).toString();
    }

    private JsonNode send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(root + path))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException("The registry answers %d to %s %s: %s"
                        .formatted(response.statusCode(), method, path, response.body()));
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new IllegalStateException("The registry at " + root + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
