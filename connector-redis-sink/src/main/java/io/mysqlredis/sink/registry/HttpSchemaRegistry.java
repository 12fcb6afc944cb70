package io.mysqlredis.sink.registry;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.mysqlredis.sink.avro.SchemaRegistry;
import io.mysqlredis.sink.event.BadRecordException;
import io.mysqlredis.sink.event.SchemaUnavailableException;
import io.mysqlredis.sink.event.UndecodableException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;

/** A schema registry with the API of Confluent's, asked over HTTP. */
public final class HttpSchemaRegistry implements SchemaRegistry {

    /** For all addresses together: the task that waits applies nothing meanwhile. */
    private static final Duration TIMEOUT = Duration.ofSeconds(4);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    /** For how long a refusal is remembered: each record of such a schema would ask again. */
    private static final Duration REFUSED_FOR = Duration.ofSeconds(10);

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    /** By which the registry says itself that it has no such subject, version or schema; anybody can say 404. */
    private static final Set<Integer> UNKNOWN = Set.of(40401, 40402, 40403);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<URI> urls;
    private final Optional<String> authorization;
    private final HttpClient http;
    private final InstantSource clock;
    private final Map<Integer, Refusal> refused = new HashMap<>();

    /** Which address answered last, and so is asked first. */
    private int first;

    /** What was said of a schema. */
    private record Refusal(String reason, Instant until) {}

    /**
     * A registry that is not asked before somebody needs a schema.
     *
     * @param urls of the same registry, each up to where its paths begin; asked in turn, until one has what is asked for
     * @param authorization the header of this name, if the registry asks for a login
     */
    public HttpSchemaRegistry(
            List<URI> urls, Optional<String> authorization, HttpClient.Builder http, InstantSource clock) {
        this.urls = List.copyOf(urls);
        this.authorization = Objects.requireNonNull(authorization, "authorization");
        // A redirect would take the login along.
        this.http = http.connectTimeout(CONNECT_TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.clock = clock;
    }

    @Override
    public Schema schema(int id) {
        Refusal before = refused.get(id);
        if (before != null && clock.instant().isBefore(before.until())) {
            throw new BadRecordException(before.reason());
        }
        refused.remove(id);
        try {
            return asked(id);
        } catch (BadRecordException e) {
            refused.put(id, new Refusal(e.getMessage(), clock.instant().plus(REFUSED_FOR)));
            throw e;
        }
    }

    private Schema asked(int id) {
        Instant end = clock.instant().plus(TIMEOUT);
        JsonNode answer = get("/schemas/ids/" + id, "no schema with the id " + id, end);
        String type = answer.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO")) {
            throw new BadRecordException("has a schema of another format: the one with the id " + id
                    + " of the registry is of the type " + type);
        }
        // As the converter that wrote it takes it: MySQL's names need not be Avro's, and defaults may be what they
        // like.
        Schema.Parser parser = new Schema.Parser(NameValidator.NO_VALIDATION).setValidateDefaults(false);
        try {
            addReferences(answer, parser, new HashSet<>(), end);
            return parser.parse(answer.path("schema").textValue());
        } catch (AvroRuntimeException e) {
            throw new BadRecordException("has a schema that cannot be read: the one with the id " + id
                    + " of the registry: " + e.getMessage());
        }
    }

    /** What a schema refers to by name, each once, and before what refers to it. */
    private void addReferences(JsonNode answer, Schema.Parser parser, Set<String> added, Instant end) {
        for (JsonNode reference : answer.path("references")) {
            String subject = reference.path("subject").asText();
            int version = reference.path("version").asInt();
            String path = "/subjects/" + URLEncoder.encode(subject, StandardCharsets.UTF_8) + "/versions/" + version;
            if (added.add(path)) {
                JsonNode referred = get(path, "no version " + version + " of the subject " + subject, end);
                addReferences(referred, parser, added, end);
                parser.parse(referred.path("schema").textValue());
            }
        }
    }

    /**
     * What the first address that has it says.
     *
     * @param missing what the registry has not, if all addresses say that there is nothing; one alone may lag behind the others
     */
    private JsonNode get(String path, String missing, Instant end) {
        SchemaUnavailableException unavailable = null;
        BadRecordException unknown = null;
        for (int i = 0; i < urls.size(); i++) {
            int asked = (first + i) % urls.size();
            try {
                // One that is silent leaves time for those after it.
                Duration share = Duration.between(clock.instant(), end).dividedBy(urls.size() - i);
                JsonNode answer = get(urls.get(asked), path, missing, share);
                first = asked;
                return answer;
            } catch (SchemaUnavailableException e) {
                unavailable = e;
            } catch (BadRecordException e) {
                unknown = e;
            }
        }
        throw unavailable != null ? unavailable : Objects.requireNonNull(unknown);
    }

    private JsonNode get(URI url, String path, String missing, Duration timeout) {
        HttpResponse<String> response = exchange(url, path, timeout);
        JsonNode answer = parsed(response.body());
        return switch (response.statusCode()) {
            case OK -> {
                if (!answer.path("schema").isTextual()) {
                    throw unavailable(
                            "What answers at " + url + " is no schema registry: its answer has no schema", null);
                }
                yield answer;
            }
            case UNAUTHORIZED, FORBIDDEN ->
                throw new UndecodableException("the schema registry at " + url + " refuses the login (HTTP "
                        + response.statusCode() + "); correct the settings schema.registry.basic.auth.user.info,"
                        + " schema.registry.bearer.auth.token or schema.registry.ssl.keystore.*, or the user's rights");
            case NOT_FOUND -> {
                if (UNKNOWN.contains(answer.path("error_code").asInt())) {
                    throw new BadRecordException(
                            "has a schema that is not there: the registry at " + url + " has " + missing);
                }
                throw unavailable(
                        "At " + url
                                + " is no schema registry (HTTP 404); see that schema.registry.url has the path of its API",
                        null);
            }
            default ->
                throw unavailable(
                        "The schema registry at " + url + " answers HTTP " + response.statusCode()
                                + response.headers()
                                        .firstValue("Location")
                                        .map(to -> ", a redirect to " + to + ": write that in schema.registry.url")
                                        .orElse(""),
                        null);
        };
    }

    /** Something without fields where it is no JSON. */
    private static JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    private HttpResponse<String> exchange(URI url, String path, Duration timeout) {
        CompletableFuture<HttpResponse<String>> answer = null;
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                    .header("Accept", "application/vnd.schemaregistry.v1+json, application/json");
            authorization.ifPresent(value -> request.header("Authorization", value));
            answer = http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
            // Not the request's own timeout, which ends with the answer's first line.
            return answer.get(Math.max(1, timeout.toMillis()), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw unavailable(
                    "The schema registry at " + url + " does not answer: " + reason(e.getCause()), e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw unavailable("The schema registry at " + url + " does not answer in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("Interrupted while the schema registry at " + url + " was asked", e);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            // Not with its message, which may quote the login.
            throw unavailable(
                    "The schema registry at " + url + " cannot be asked: "
                            + e.getClass().getSimpleName(),
                    null);
        }
    }

    private static String reason(Throwable failure) {
        return Objects.requireNonNullElse(
                failure.getMessage(), failure.getClass().getSimpleName());
    }

    private static SchemaUnavailableException unavailable(String message, Throwable cause) {
        return new SchemaUnavailableException(message, cause);
    }
}
