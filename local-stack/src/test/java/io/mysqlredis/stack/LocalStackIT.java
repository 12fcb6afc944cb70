package io.mysqlredis.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One stack for all tests, each of which finds and leaves it running. */
final class LocalStackIT {
    private static final Path CHECKOUT = Path.of("..");
    private static final String NAME = "stack-it";
    private static final StackPorts PORTS = StackPorts.free();
    private static final LocalStack STACK = LocalStack.of(CHECKOUT, NAME, PORTS);
    private static final List<String> LINES = new ArrayList<>();

    /** The servers outlive this program; an interrupted run must not leave them behind. */
    private static final Thread ON_SIGNAL = new Thread(() -> STACK.down(Progress.silent()), "stop");

    @BeforeAll
    static void startAnew() {
        Runtime.getRuntime().addShutdownHook(ON_SIGNAL);
        STACK.upFresh(LINES::add);
    }

    @BeforeEach
    void everythingAnswers() {
        STACK.up(Progress.silent());
    }

    @AfterAll
    static void stopAndDelete() throws IOException {
        Map<ServerName, Long> pids = pids();

        STACK.down(Progress.silent());
        Runtime.getRuntime().removeShutdownHook(ON_SIGNAL);

        assertThat(pids.values())
                .allSatisfy(pid -> assertThat(ProcessFacts.of(pid)).isEmpty());
        assertThat(STACK.status()).extracting(ServerStatus::state).containsOnly(ServerStatus.State.STOPPED);
        STACK.down(Progress.silent());
        FileTree.delete(StackFolder.of(CHECKOUT, NAME).home());
    }

    @Test
    void everyServerTellsItsVersionAndItsTime() {
        assertThat(LINES)
                .filteredOn(line -> line.contains("answers on"))
                .hasSize(4)
                .allSatisfy(line -> assertThat(line).matches(".* [0-9.]+.* answers on 127.0.0.1:\\d+ after [0-9.]+ s"));
    }

    @Test
    void statusNamesWhatAnswers() {
        assertThat(STACK.status()).hasSize(4).allSatisfy(status -> {
            assertThat(status.isAnswering()).isTrue();
            assertThat(status.pid()).isPresent();
            assertThat(status.residentBytes()).isPositive();
            assertThat(status.address()).startsWith("127.0.0.1:");
        });
    }

    @Test
    void nothingOfTheRegistryIsThereUnlessItIsAskedFor() {
        assertThat(STACK.server(ServerName.REGISTRY).pid()).isEmpty();
        assertThat(Path.of("../.stack", NAME, "data", "registry")).doesNotExist();
        assertThat(Path.of("../.stack", NAME, "run", "converters")).doesNotExist();
    }

    @Test
    void secondUpLeavesTheProcessesAlone() {
        Map<ServerName, Long> before = pids();

        STACK.up(Progress.silent());

        assertThat(pids()).isEqualTo(before);
    }

    @Test
    void serversListenOnLoopbackAndOnTheirPortsOnly() throws IOException {
        assertThat(listening(ServerName.MYSQL)).containsExactly("loopback:" + PORTS.mysql());
        assertThat(listening(ServerName.REDIS)).containsExactly("loopback:" + PORTS.redis());
        assertThat(listening(ServerName.KAFKA))
                .containsExactlyInAnyOrder("loopback:" + PORTS.kafka(), "loopback:" + PORTS.kafkaController());
        assertThat(listening(ServerName.CONNECT)).containsExactly("loopback:" + PORTS.connect());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REGISTRY")
    void noTerminalsSignalReachesAServer(ServerName name) throws IOException {
        long pid = STACK.server(name).pid().orElseThrow();
        String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));

        String session = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[3];

        assertThat(session).isEqualTo(String.valueOf(pid));
    }

    @Test
    void debeziumsLoginHasTheRightsThatItNeedsAndNoOthers() throws SQLException {
        String url = STACK.endpoints().mysqlJdbcUrl().replace("sslMode=DISABLED", "");
        try (Connection connection = DriverManager.getConnection(url.replace("user=root&", ""), "debezium", "dbz");
                Statement statement = connection.createStatement();
                ResultSet grants = statement.executeQuery("SHOW GRANTS")) {
            assertThat(grants.next()).isTrue();
            assertThat(grants.getString(1))
                    .isEqualTo("GRANT SELECT, RELOAD, SHOW DATABASES, REPLICATION SLAVE, REPLICATION CLIENT"
                            + " ON *.* TO `debezium`@`127.0.0.1`");
            assertThat(grants.next()).isFalse();
        }
    }

    @Test
    void loginsAreNotInTheBinlog() throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(STACK.endpoints().mysqlJdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet gtids = statement.executeQuery("SELECT @@gtid_mode, @@gtid_executed")) {
            assertThat(gtids.next()).isTrue();
            assertThat(gtids.getString(1)).isEqualTo("ON");
            assertThat(gtids.getString(2)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REGISTRY")
    void killedServerComesBackAsAnotherProcess(ServerName name) {
        Server server = STACK.server(name);
        long before = server.pid().orElseThrow();

        server.kill();

        assertThat(server.pid()).isEmpty();
        assertThat(ProcessFacts.of(before)).isEmpty();
        assertThat(server.isAnswering()).isFalse();
        server.start();
        assertThat(server.pid().orElseThrow()).isNotEqualTo(before);
        assertThat(server.isAnswering()).isTrue();
    }

    @Test
    void upStartsOnlyWhatDied() {
        Map<ServerName, Long> before = pids();
        STACK.server(ServerName.REDIS).kill();

        STACK.up(Progress.silent());

        Map<ServerName, Long> after = pids();
        assertThat(STACK.server(ServerName.REDIS).isAnswering()).isTrue();
        assertThat(after.remove(ServerName.REDIS)).isNotEqualTo(before.remove(ServerName.REDIS));
        assertThat(after).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REGISTRY")
    void frozenServerIsNotSaidToAnswer(ServerName name) {
        Server server = STACK.server(name);
        server.freeze();
        try {
            assertThat(server.status().state()).isEqualTo(ServerStatus.State.NOT_ANSWERING);
        } finally {
            server.thaw();
        }
        await().atMost(Duration.ofSeconds(60)).until(server::isAnswering);
    }

    @Test
    void anotherWorkerJoinsTheClusterAndIsStoppedWithTheStack() {
        LocalStack stack = LocalStack.of(CHECKOUT, NAME, PORTS);
        Server worker = stack.anotherWorker("second");

        worker.start();

        assertThat(worker.isAnswering()).isTrue();
        assertThat(worker.port()).isNotEqualTo(PORTS.connect());
        stack.down(Progress.silent());
        assertThat(worker.pid()).isEmpty();
    }

    @Test
    void otherPortsThanThoseItRunsOnAreRefused() {
        StackPorts free = StackPorts.free();
        StackPorts others = PORTS.withConnect(free.connect());
        LocalStack moved = LocalStack.of(CHECKOUT, NAME, others);

        assertThatExceptionOfType(StackException.class)
                .isThrownBy(() -> moved.up(Progress.silent()))
                .withMessage(
                        "Connect already runs on port %d, not on port %d as now asked for;"
                                + " run ./stack down first, or set STACK_CONNECT_PORT",
                        PORTS.connect(), others.connect());
        assertThat(moved.status())
                .allMatch(ServerStatus::isAnswering)
                .extracting(ServerStatus::address)
                .containsExactlyElementsOf(
                        STACK.status().stream().map(ServerStatus::address).toList());
    }

    private static Set<String> listening(ServerName name) throws IOException {
        return ListeningSockets.of(STACK.server(name).pid().orElseThrow());
    }

    private static Map<ServerName, Long> pids() {
        return STACK.status().stream()
                .collect(Collectors.toMap(
                        ServerStatus::server, status -> status.pid().orElseThrow()));
    }
}
