package io.mysqlredis.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A distributed Connect worker of a group, that is a Connect cluster, which has Debezium's MySQL connector and this project's,
 * and the converters for Avro where it is given them.
 */
record ConnectProgram(
        StackFolder folder,
        ServerFiles files,
        Distribution distribution,
        Optional<RegistryFiles> registry,
        StackPorts ports,
        String group,
        String heap)
        implements ServerProgram {
    /** The group of the worker that every stack has. */
    static final String GROUP = "connect";

    /** As large as it may become, which is enough for the largest records. */
    static final String HEAP = "1g";

    private static final List<String> PLUGINS =
            List.of("io.debezium.connector.mysql.MySqlConnector", "io.mysqlredis.sink.RedisSinkConnector");
    private static final List<String> CONVERTERS =
            List.of("io.confluent.connect.avro.AvroConverter", "io.apicurio.registry.utils.converter.AvroConverter");

    /** A folder of plugins of the build, and the worker's copy of it, as a build may replace the plugins while it runs. */
    private record Copied(Path from, Path to) {
        void renew() throws IOException {
            FileTree.delete(to);
            FileTree.copy(from, to);
        }

        boolean isOutdated() throws IOException {
            return Files.exists(to) && !FileTree.isSame(from, to);
        }
    }

    @Override
    public ServerName name() {
        return ServerName.CONNECT;
    }

    @Override
    public Launch prepare(Attempt attempt) throws IOException {
        JavaServer java = JavaServer.of(folder, files, distribution, attempt);
        FileTree.delete(converters());
        for (Copied copied : copied()) {
            copied.renew();
        }
        Path settings = Template.named("connect.properties")
                .renderInto(
                        folder.run(),
                        Map.of(
                                "port", ports.connect(),
                                "kafkaPort", ports.kafka(),
                                "group", group,
                                "plugins", pluginPath()));
        return new Launch(
                distribution.kafkaVersion(),
                java.command(
                        List.of("-Xmx" + heap),
                        "org.apache.kafka.connect.cli.ConnectDistributed",
                        List.of(settings.toString())),
                Map.of(),
                settings.toString(),
                List.of(ports.connect()));
    }

    @Override
    public void probe(int port) throws IOException {
        // 200 only once the worker has joined its group and read its topics.
        Http.read(port, "/health");
        String loaded = Http.read(port, "/connector-plugins?connectorsOnly=false");
        Stream.concat(PLUGINS.stream(), registry.isPresent() ? CONVERTERS.stream() : Stream.empty())
                .filter(plugin -> !loaded.contains('"' + plugin + '"'))
                .findFirst()
                .ifPresent(plugin -> {
                    throw new StackException("the worker has no plugin " + plugin);
                });
    }

    @Override
    public void requireAsWanted() {
        if (registry.isPresent() && Files.notExists(converters())) {
            throw new StackException(
                    "Connect already runs, without the converters for Avro; run ./stack down first, which keeps the data");
        }
    }

    @Override
    public boolean isOutdated() throws IOException {
        for (Copied copied : copied()) {
            if (copied.isOutdated()) {
                return true;
            }
        }
        return false;
    }

    private List<Copied> copied() {
        Copied plugins = new Copied(distribution.plugins(), folder.run().resolve("plugins"));
        return registry.map(with -> List.of(plugins, new Copied(with.converters(), converters())))
                .orElse(List.of(plugins));
    }

    private Path converters() {
        return folder.run().resolve("converters");
    }

    /** Relative to the folder in which the worker runs, as a path with a comma in it would be two. */
    private String pluginPath() {
        return copied().stream()
                .map(copied -> folder.home().relativize(copied.to()).toString())
                .collect(Collectors.joining(","));
    }
}
