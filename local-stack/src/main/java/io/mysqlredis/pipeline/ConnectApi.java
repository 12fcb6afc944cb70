package io.mysqlredis.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;

/** Kafka Connect's REST API, as far as this project needs it; an answer that is no success is a {@link PipelineException}. */
public final class ConnectApi {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final URI root;

    public ConnectApi(URI root) {
        this.root = root;
    }

    public List<String> connectors() {
        List<String> names = new ArrayList<>();
        parse(send("/connectors", "GET", "")).forEach(name -> names.add(name.asText()));
        return names;
    }

    public void create(ConnectorFile connector) {
        send("/connectors", "POST", connector.json());
    }

    /** Replaces the whole configuration. */
    public void update(ConnectorFile connector) {
        send("/connectors/" + inPath(connector.name()) + "/config", "PUT", connector.configJson());
    }

    public void delete(String connector) {
        send("/connectors/" + connector, "DELETE", "");
    }

    /** Ends its tasks and keeps its configuration and offsets, which can then be changed; returns before that is done. */
    public void stop(String connector) {
        send("/connectors/" + connector + "/stop", "PUT", "");
    }

    /** Lets its tasks be and gives them no records; returns before that is done. */
    public void pause(String connector) {
        send("/connectors/" + connector + "/pause", "PUT", "");
    }

    /** Runs again what was stopped or paused; returns before that is done. */
    public void resume(String connector) {
        send("/connectors/" + connector + "/resume", "PUT", "");
    }

    /** Starts it and all its tasks again; returns before that is done. */
    public void restart(String connector) {
        send("/connectors/" + connector + "/restart?includeTasks=true", "POST", "");
    }

    /** Starts again what has failed of it, as a person or a watchdog does; returns before that is done. */
    public void restartFailed(String connector) {
        send("/connectors/" + connector + "/restart?includeTasks=true&onlyFailed=true", "POST", "");
    }

    /** Whether it was stopped and has no task left. */
    public boolean isStopped(String connector) {
        return status(connector)
                .filter(status -> status.at("/connector/state").asText().equals("STOPPED"))
                .filter(status -> status.get("tasks").isEmpty())
                .isPresent();
    }

    /** The workers that run its tasks, as {@code host:port}, a task each. */
    public List<String> workers(String connector) {
        List<String> workers = new ArrayList<>();
        status(connector)
                .ifPresent(status -> status.get("tasks")
                        .forEach(task -> workers.add(task.get("worker_id").asText())));
        return workers;
    }

    /** Its offsets, in the form that {@link #alterOffsets} takes. */
    public JsonNode offsets(String connector) {
        return parse(send("/connectors/" + connector + "/offsets", "GET", ""));
    }

    /** Sets offsets of a stopped connector; partitions that are not mentioned keep theirs. */
    public void alterOffsets(String connector, JsonNode offsets) {
        send("/connectors/" + connector + "/offsets", "PATCH", offsets.toString());
    }

    /** Forgets all offsets of a stopped connector. */
    public void resetOffsets(String connector) {
        send("/connectors/" + connector + "/offsets", "DELETE", "");
    }

    /**
     * What {@code PUT /connector-plugins/…/config/validate} says of a configuration: the errors of each setting that has
     * some, as JSON arrays of texts.
     */
    public JsonNode validate(ConnectorFile connector) {
        String plugin = connector.config().get("connector.class");
        ObjectNode settings = JSON.valueToTree(connector.config());
        settings.put("name", connector.name());
        JsonNode answer = parse(send("/connector-plugins/" + plugin + "/config/validate", "PUT", settings.toString()));
        ObjectNode errors = JSON.createObjectNode();
        for (JsonNode setting : answer.get("configs")) {
            JsonNode value = setting.get("value");
            if (!value.get("errors").isEmpty()) {
                errors.set(value.get("name").asText(), value.get("errors"));
            }
        }
        return errors;
    }

    /**
     * Whether the connector and all its tasks run.
     *
     * @throws PipelineException if one of them has failed, with its reason
     */
    public boolean isRunning(String connector) {
        Optional<JsonNode> status = status(connector);
        if (status.isEmpty()) {
            return false;
        }
        JsonNode tasks = status.get().get("tasks");
        boolean allRun = !tasks.isEmpty() && isRunning(connector, status.get().get("connector"));
        for (JsonNode task : tasks) {
            allRun &= isRunning(connector, task);
        }
        return allRun;
    }

    /** What has failed, of all connectors. */
    public List<Failure> failures() {
        List<Failure> failures = new ArrayList<>();
        for (JsonNode connector : parse(send("/connectors?expand=status", "GET", ""))) {
            JsonNode status = connector.path("status");
            String name = status.path("name").asText();
            addIfFailed(failures, new ConnectorPart(name, OptionalInt.empty()), status.path("connector"));
            for (JsonNode task : status.path("tasks")) {
                OptionalInt id = OptionalInt.of(task.path("id").asInt());
                addIfFailed(failures, new ConnectorPart(name, id), task);
            }
        }
        return failures;
    }

    private static void addIfFailed(List<Failure> failures, ConnectorPart part, JsonNode status) {
        if (status.path("state").asText().equals("FAILED")) {
            failures.add(new Failure(part, FailureReason.of(status.path("trace").asText())));
        }
    }

    /** Restarts this part alone; whether it then runs is seen later. */
    public void restart(ConnectorPart part) {
        String task = part.task().isPresent() ? "/tasks/" + part.task().getAsInt() : "";
        send("/connectors/" + inPath(part.connector()) + task + "/restart", "POST", "");
    }

    private static String inPath(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static boolean isRunning(String connector, JsonNode part) {
        if (part.get("state").asText().equals("FAILED")) {
            throw new PipelineException("Connector " + connector + " has failed: "
                    + FailureReason.of(part.path("trace").asText()));
        }
        return part.get("state").asText().equals("RUNNING");
    }

    /** Empty where Connect does not know of it, as in the moment after it was created. */
    private Optional<JsonNode> status(String connector) {
        String path = "/connectors/" + connector + "/status";
        HttpResponse<String> response = exchange(path, "GET", "");
        return response.statusCode() == 404 ? Optional.empty() : Optional.of(parse(success(path, response)));
    }

    private String send(String path, String method, String body) {
        Instant end = Instant.now().plus(TIMEOUT);
        HttpResponse<String> response = exchange(path, method, body);
        while (isRebalancing(response) && Instant.now().isBefore(end)) {
            LockSupport.parkNanos(PAUSE.toNanos());
            response = exchange(path, method, body);
        }
        return success(path, response);
    }

    /** Connect refuses changes while its workers agree on an earlier one, and asks to come again. */
    private static boolean isRebalancing(HttpResponse<String> response) {
        return response.statusCode() == 409
                && (response.body().contains("rebalance") || response.body().contains("momentarily"));
    }

    private static String success(String path, HttpResponse<String> response) {
        if (response.statusCode() / 100 == 2) {
            return response.body();
        }
        throw new PipelineException("Connect answers %d to %s: %s"
                .formatted(response.statusCode(), path, response.body().strip()));
    }

    private HttpResponse<String> exchange(String path, String method, String body) {
        HttpRequest request = HttpRequest.newBuilder(root.resolve(path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new PipelineException("Connect at " + root + " does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PipelineException("Interrupted while waiting for Connect", e);
        }
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new PipelineException("Connect's answer is no JSON: " + body, e);
        }
    }
}
