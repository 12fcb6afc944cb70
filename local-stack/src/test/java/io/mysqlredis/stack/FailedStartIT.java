package io.mysqlredis.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A start that fails or is broken off says why in one line, and leaves no process. */
final class FailedStartIT {
    private static final Path MODULE = Path.of("").toAbsolutePath();

    private final StackPorts ports = StackPorts.free();

    private final Path checkout = MODULE.resolve("target/failed-start");

    private StackFolder folder;
    private LocalStack stack;

    @BeforeEach
    void useTheUnpackedPrograms() throws IOException {
        FileTree.delete(checkout);
        Path servers =
                Files.createDirectories(MODULE.resolve("../.stack/servers")).toRealPath();
        Files.createDirectories(checkout.resolve(".stack"));
        Files.createSymbolicLink(checkout.resolve(".stack/servers"), servers);
        Files.createDirectories(checkout.resolve("local-stack/target"));
        Files.createSymbolicLink(
                checkout.resolve("local-stack/target/local-stack"), MODULE.resolve("target/local-stack"));
        folder = StackFolder.of(checkout, "local");
        stack = LocalStack.of(checkout, "local", ports);
    }

    @AfterEach
    void nothingIsLeft() {
        try {
            assertThat(stack.status()).extracting(ServerStatus::state).containsOnly(ServerStatus.State.STOPPED);
            assertThat(processesOfTheStack()).isEmpty();
            assertThat(List.of(ServerName.values()))
                    .flatExtracting(ports::listeners)
                    .allSatisfy(Listener::requireFree);
        } finally {
            stack.down(Progress.silent());
        }
    }

    @Test
    void takenPortIsToldBeforeAnythingStarts() throws IOException {
        List<String> lines = new ArrayList<>();
        try (ServerSocket other = new ServerSocket(ports.kafkaController(), 1, InetAddress.getLoopbackAddress())) {
            assertThatExceptionOfType(StackException.class)
                    .isThrownBy(() -> stack.up(lines::add))
                    .withMessage(
                            "Kafka cannot start: port %d on 127.0.0.1 is already in use;"
                                    + " stop what uses it or set STACK_KAFKA_CONTROLLER_PORT",
                            other.getLocalPort());
        }
        assertThat(lines).isEmpty();
        assertThat(folder.home().resolve("data")).isEmptyDirectory();
    }

    @Test
    void aRegistryThatIsNotBuiltIsToldBeforeAnythingStarts() {
        List<String> lines = new ArrayList<>();

        assertThatExceptionOfType(StackException.class)
                .isThrownBy(() -> stack.withRegistry().up(lines::add))
                .withMessage(
                        "The schema registry is not built: run mvn -pl local-stack/registry package -DskipTests"
                                + " (no folder %s)",
                        checkout.resolve("local-stack/registry/target/registry"));
        assertThat(lines).isEmpty();
    }

    @Test
    void serverThatEndsWhileStartingIsToldWithItsLog() throws IOException {
        folder.create();
        Files.createDirectories(folder.data(ServerName.KAFKA));
        Files.writeString(folder.data(ServerName.KAFKA).resolve("meta.properties"), "version=1\n");
        Files.createFile(folder.data(ServerName.KAFKA).resolveSibling("kafka.initialised"));

        assertThatExceptionOfType(StackException.class)
                .isThrownBy(() -> stack.up(Progress.silent()))
                .withMessageMatching(
                        "Kafka did not start on port %d \\(STACK_KAFKA_PORT\\): it ended while starting: .+; log: %s"
                                .formatted(ports.kafka(), folder.log(ServerName.KAFKA)))
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
    }

    @Test
    void spoiltDataIsToldWithMysqlsOwnWords() throws IOException {
        folder.create();
        Files.createDirectories(folder.data(ServerName.MYSQL));
        Files.writeString(folder.data(ServerName.MYSQL).resolve("ibdata1"), "not a tablespace");
        Files.createFile(folder.data(ServerName.MYSQL).resolveSibling("mysql.initialised"));

        assertThatExceptionOfType(StackException.class)
                .isThrownBy(() -> stack.up(Progress.silent()))
                .withMessage(
                        "MySQL did not start on port %d (STACK_MYSQL_PORT): it ended while starting:"
                                + " [MY-011011] [Server] Failed to find valid data directory.; log: %s",
                        ports.mysql(), folder.log(ServerName.MYSQL));
    }

    @Test
    void missingPluginIsNamed() throws IOException {
        Path distribution = checkout.resolve("distribution");
        for (String kind : List.of("kafka", "mysql", "redis")) {
            Files.createDirectories(distribution);
            Files.createSymbolicLink(
                    distribution.resolve(kind),
                    MODULE.resolve("target/local-stack").resolve(kind));
        }
        Files.createDirectories(distribution.resolve("plugins"));
        LocalStack incomplete = LocalStack.of(checkout, "local", ports, distribution);

        assertThatExceptionOfType(StackException.class)
                .isThrownBy(() -> incomplete.up(Progress.silent()))
                .withMessageContaining("Connect did not start on port " + ports.connect() + " (STACK_CONNECT_PORT): ")
                .withMessageContaining("has no plugin io.debezium.connector.mysql.MySqlConnector");
    }

    @Test
    void signalDuringUpLeavesNoProcess() throws Exception {
        Path output = checkout.resolve("output");
        Process cli = cli(output).start();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> stack.server(ServerName.KAFKA).pid().isPresent());

        cli.destroy();

        assertThat(cli.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(cli.exitValue()).isEqualTo(143);
        assertThat(Files.readString(output)).doesNotContain("did not start", "Exception");
    }

    private ProcessBuilder cli(Path output) {
        ProcessBuilder cli = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        MODULE.resolve("target/local-stack/cli") + "/*",
                        "io.mysqlredis.stack.StackCli",
                        "up")
                .directory(checkout.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        cli.environment()
                .putAll(Map.of(
                        "STACK_MYSQL_PORT", String.valueOf(ports.mysql()),
                        "STACK_REDIS_PORT", String.valueOf(ports.redis()),
                        "STACK_KAFKA_PORT", String.valueOf(ports.kafka()),
                        "STACK_KAFKA_CONTROLLER_PORT", String.valueOf(ports.kafkaController()),
                        "STACK_CONNECT_PORT", String.valueOf(ports.connect())));
        return cli;
    }

    /** Also helpers, such as the ones that initialise the data. */
    private List<String> processesOfTheStack() {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.map(process -> ProcessFacts.of(process.pid()))
                    .flatMap(Optional::stream)
                    .map(ProcessFacts::commandLine)
                    .filter(line -> line.contains(checkout.toString()))
                    .toList();
        }
    }
}
