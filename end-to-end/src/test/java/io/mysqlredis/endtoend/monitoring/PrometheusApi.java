package io.mysqlredis.endtoend.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a running Prometheus answers; an answer that is no success is an {@link IllegalStateException} with its reason. */
public final class PrometheusApi {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI root;

    public PrometheusApi(URI root) {
        this.root = root;
    }

    /** A series and its value at this moment. */
    public record Sample(Map<String, String> labels, double value) {}

    /** An alert as it is loaded: whether it could be evaluated, and whether it is inactive, pending or firing. */
    public record Alert(String name, String health, String state) {

        public boolean isActive() {
            return !state.equals("inactive");
        }
    }

    /** Whether it answers already. */
    public boolean isReady() {
        try {
            return send("/-/ready").statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** What an expression is now. */
    public List<Sample> query(String expression) {
        List<Sample> samples = new ArrayList<>();
        for (JsonNode series :
                data("/api/v1/query?query=" + encoded(expression)).required("result")) {
            Map<String, String> labels = new HashMap<>();
            series.required("metric")
                    .properties()
                    .forEach(
                            label -> labels.put(label.getKey(), label.getValue().asText()));
            samples.add(new Sample(
                    labels, value(series.required("value").required(1).asText())));
        }
        return samples;
    }

    /** All alerts, by name. */
    public Map<String, Alert> alerts() {
        Map<String, Alert> alerts = new HashMap<>();
        for (JsonNode group : data("/api/v1/rules?type=alert").required("groups")) {
            for (JsonNode rule : group.required("rules")) {
                String name = rule.required("name").asText();
                String health = rule.required("health").asText()
                        + rule.path("lastError").asText();
                alerts.put(name, new Alert(name, health, rule.required("state").asText()));
            }
        }
        return alerts;
    }

    private JsonNode data(String path) {
        HttpResponse<String> response = send(path);
        try {
            JsonNode answer = JSON.readTree(response.body());
            if (response.statusCode() == 200) {
                return answer.required("data");
            }
        } catch (IOException e) {
            throw new IllegalStateException("No JSON: " + response.body(), e);
        }
        throw new IllegalStateException(
                "Prometheus answers " + response.statusCode() + " to " + path + ": " + response.body());
    }

    private HttpResponse<String> send(String path) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(root.resolve(path)).timeout(TIMEOUT).build();
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for Prometheus", e);
        }
    }

    private static double value(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
