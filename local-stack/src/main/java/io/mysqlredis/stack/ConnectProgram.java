package io.mysqlredis.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A distributed Connect worker of a group, that is a Connect cluster, which has Debezium's MySQL connector and this project's. */
record ConnectProgram(StackFolder folder, ServerFiles files, Distribution distribution, StackPorts ports, String group)
        implements ServerProgram {
    /** The group of the worker that every stack has. */
    static final String GROUP = "connect";

    private static final List<String> PLUGINS =
            List.of("io.debezium.connector.mysql.MySqlConnector", "io.mysqlredis.sink.RedisSinkConnector");
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    @Override
    public ServerName name() {
        return ServerName.CONNECT;
    }

    @Override
    public Launch prepare(Attempt attempt) throws IOException {
        JavaServer java = JavaServer.of(folder, files, distribution, attempt);
        // A copy, as a build may replace the plugins while the worker runs.
        FileTree.delete(plugins());
        FileTree.copy(distribution.plugins(), plugins());
        Path settings = Template.named("connect.properties")
                .renderInto(folder.run(), Map.of("port", ports.connect(), "kafkaPort", ports.kafka(), "group", group));
        return new Launch(
                distribution.kafkaVersion(),
                java.command(
                        List.of("-Xmx1g"),
                        "org.apache.kafka.connect.cli.ConnectDistributed",
                        List.of(settings.toString())),
                Map.of(),
                settings.toString(),
                List.of(ports.connect()));
    }

    @Override
    public void probe(int port) throws IOException {
        // 200 only once the worker has joined its group and read its topics.
        read(port, "/health");
        String loaded = read(port, "/connector-plugins");
        for (String plugin : PLUGINS) {
            if (!loaded.contains('"' + plugin + '"')) {
                throw new StackException("the worker has no plugin " + plugin);
            }
        }
    }

    @Override
    public boolean isOutdated() throws IOException {
        return Files.exists(plugins()) && !FileTree.isSame(distribution.plugins(), plugins());
    }

    private Path plugins() {
        return folder.run().resolve("plugins");
    }

    private String read(int port, String path) throws IOException {
        URI uri = Endpoints.connect(port).resolve(path);
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(TIMEOUT).build();
        try {
            HttpResponse<String> response =
                    CLIENT.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (response.statusCode() != 200) {
                throw new IOException("GET %s gives %d".formatted(path, response.statusCode()));
            }
            return response.body();
        } catch (InterruptedException e) {
            throw Attempt.interrupted(e);
        }
    }
}
