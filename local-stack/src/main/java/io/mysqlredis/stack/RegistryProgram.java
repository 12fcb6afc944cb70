package io.mysqlredis.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A schema registry with Confluent's API, which keeps its schemas and their ids over a restart, and after it was killed. */
record RegistryProgram(StackFolder folder, ServerFiles files, RegistryFiles registry, StackPorts ports)
        implements ServerProgram {
    @Override
    public ServerName name() {
        return ServerName.REGISTRY;
    }

    @Override
    public Launch prepare(Attempt attempt) throws IOException {
        Files.createDirectories(folder.data(name()));
        Path home = files.complete(
                "registry-" + registry.version(),
                attempt.progress(),
                partial -> ServerFiles.untar(registry.server(), partial));
        Path settings =
                Template.named("registry.properties").renderInto(folder.run(), Map.of("port", ports.registry()));
        return new Launch(
                registry.version(),
                List.of(
                        JavaServer.JAVA.toString(),
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-Dquarkus.config.locations=" + settings,
                        "-jar",
                        home.resolve(registry.program()).toString()),
                Map.of(),
                settings.toString(),
                List.of(ports.registry()));
    }

    /** Has it look into its database. */
    @Override
    public void probe(int port) throws IOException {
        Http.read(port, Endpoints.CONFLUENTS_API + "/subjects");
    }
}
