package io.mysqlredis.endtoend.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mysqlredis.pipeline.ConnectApi;
import io.mysqlredis.pipeline.ConnectorFile;
import io.mysqlredis.stack.Endpoints;
import io.mysqlredis.stack.StackPorts;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A worker of another Kafka than the stack's, a cluster by itself, with the stack's plugins, Kafka, MySQL and Redis. */
final class OtherWorker implements AutoCloseable {

    /** Unpacked as users do it. */
    static final Path PLUGINS = Path.of("..", "local-stack", "target", "local-stack", "plugins");

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Pattern CLIENTS = Pattern.compile("kafka-clients-(.+)\\.jar");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(LONGEST).build();
    private final String version;
    private final URI root;
    private final Path folder;
    private final Process process;

    private OtherWorker(List<Path> jars, String group, String bootstrapServers) throws IOException {
        int port = StackPorts.free().connect();
        version = version(jars);
        root = URI.create("http://127.0.0.1:" + port);
        folder = Files.createTempDirectory("worker");
        Path settings =
                Files.writeString(folder.resolve("connect.properties"), settings(group, port, bootstrapServers));
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                        "org.apache.kafka.connect.cli.ConnectDistributed",
                        settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("connect.log").toFile())
                .start();
    }

    /**
     * Starts it, and waits until it answers.
     *
     * @param kafka the module below {@code workers} that has written its class path down
     * @param group whoever starts a worker of the same group later finds what was posted to this one
     */
    static OtherWorker start(String kafka, String group, Endpoints endpoints) throws IOException {
        OtherWorker worker = new OtherWorker(jars(kafka), group, endpoints.bootstrapServers());
        await("a worker of Kafka " + worker.version + " answers")
                .atMost(LONGEST)
                .until(worker::isHealthy);
        return worker;
    }

    /** The class path that a module below {@code workers} has written down. */
    static List<Path> jars(String kafka) throws IOException {
        String classPath = Files.readString(Path.of("workers", kafka, "target", "class-path"));
        return Stream.of(classPath.strip().split(File.pathSeparator, -1))
                .map(Path::of)
                .toList();
    }

    private static String version(List<Path> jars) {
        return jars.stream()
                .map(jar -> CLIENTS.matcher(jar.getFileName().toString()))
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .findFirst()
                .orElseThrow();
    }

    private static String settings(String group, int port, String bootstrapServers) {
        return """
                bootstrap.servers=%2$s
                group.id=%1$s
                listeners=http://127.0.0.1:%3$d
                rest.advertised.host.name=127.0.0.1
                plugin.path=%4$s
                plugin.discovery=service_load
                key.converter=org.apache.kafka.connect.json.JsonConverter
                value.converter=org.apache.kafka.connect.json.JsonConverter
                config.storage.topic=_%1$s-configs
                offset.storage.topic=_%1$s-offsets
                status.storage.topic=_%1$s-status
                config.storage.replication.factor=1
                offset.storage.replication.factor=1
                status.storage.replication.factor=1
                offset.storage.partitions=1
                status.storage.partitions=1
                session.timeout.ms=6000
                heartbeat.interval.ms=2000
                scheduled.rebalance.max.delay.ms=0
                producer.max.request.size=67108864
                producer.buffer.memory=67108864
                """.formatted(
                        group, bootstrapServers, port, PLUGINS.toAbsolutePath().normalize());
    }

    /** The version of its Kafka. */
    String version() {
        return version;
    }

    ConnectApi connect() {
        return new ConnectApi(root);
    }

    /** What {@code GET /connector-plugins} says, transforms and converters included. */
    String plugins() {
        HttpResponse<String> response = get("/connector-plugins?connectorsOnly=false");
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    /** Posts a connector and waits until it runs. */
    void post(ConnectorFile connector) {
        connect().create(connector);
        await(connector.name() + " runs").atMost(LONGEST).until(() -> connect().isRunning(connector.name()));
    }

    private boolean isHealthy() throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException("The worker has ended: " + Files.readString(folder.resolve("connect.log")));
        }
        try {
            // 200 only once it has joined its group and read its topics.
            return get("/health").statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private HttpResponse<String> get(String path) {
        try {
            return http.send(
                    HttpRequest.newBuilder(root.resolve(path)).timeout(LONGEST).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the worker", e);
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().orTimeout(LONGEST.toSeconds(), TimeUnit.SECONDS).join();
        for (String file : List.of("connect.properties", "connect.log")) {
            Files.delete(folder.resolve(file));
        }
        Files.delete(folder);
    }
}
