package io.mysqlredis.endtoend.servers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Ports;
import io.mysqlredis.pipeline.ConnectorFile;
import io.mysqlredis.stack.Endpoints;
import io.mysqlredis.stack.ServerName;
import io.mysqlredis.stack.StackPorts;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ComposeContainer;
import org.testcontainers.containers.ContainerState;
import redis.clients.jedis.Jedis;

/** The containers of the shipped docker-compose.yml, on free ports, with volumes and a network of their own. */
public final class ContainerServers implements Servers {

    /** These, and what they depend on: all but Grafana, whose files are tested against Prometheus. */
    static final List<String> SERVICES = List.of(
            "watchdog",
            "redis-cluster-1",
            "redis-cluster-2",
            "redis-cluster-3",
            "redis-sentinel-1",
            "redis-sentinel-2",
            "redis-sentinel-3",
            "prometheus");

    private final Path checkout;
    private final ComposeContainer compose;
    private final StackPorts ports;
    private final Properties passwords;

    private ContainerServers(Path checkout, StackPorts ports) {
        this.checkout = checkout;
        this.ports = ports;
        this.passwords = passwords(checkout.resolve(".env"));
        this.compose = new ComposeContainer(
                        checkout.resolve("docker-compose.yml").toFile(),
                        OwningProcess.composeFile().toFile())
                .withPull(false)
                .withOptions("--profile cluster", "--profile sentinel", "--profile monitoring")
                .withServices(SERVICES.toArray(String[]::new))
                .withEnv(Map.of(
                        "STACK_MYSQL_PORT", Integer.toString(ports.mysql()),
                        "STACK_REDIS_PORT", Integer.toString(ports.redis()),
                        "STACK_KAFKA_PORT", Integer.toString(ports.kafka()),
                        "STACK_CONNECT_PORT", Integer.toString(ports.connect()),
                        "STACK_REGISTRY_PORT", Integer.toString(ports.registry()),
                        // Docker chooses one.
                        "STACK_PROMETHEUS_PORT", "0",
                        "CONNECT_SECRETS", made(SECRETS)));
    }

    /** Starts them, and returns when all are healthy. */
    public static ContainerServers start(Path checkout) {
        OwningProcess.removeLeftovers(docker());
        ContainerServers servers = new ContainerServers(checkout, StackPorts.free());
        // An interrupted run must not leave them behind.
        Runtime.getRuntime().addShutdownHook(new Thread(servers::close, "stop"));
        servers.compose.start();
        return servers;
    }

    @Override
    public Endpoints endpoints() {
        return Endpoints.of(ports);
    }

    @Override
    public ConnectorFile shipped(String connector) {
        return ConnectorFile.of(checkout, "compose/" + connector);
    }

    @Override
    public Connection mysql() throws SQLException {
        Properties login = new Properties();
        login.setProperty("password", passwords.getProperty("MYSQL_ROOT_PASSWORD"));
        login.setProperty("allowPublicKeyRetrieval", "true");
        return DriverManager.getConnection(endpoints().mysqlJdbcUrl(), login);
    }

    @Override
    public Jedis redis(int timeoutMillis) {
        Jedis redis = new Jedis(endpoints().redisHost(), endpoints().redisPort(), timeoutMillis);
        redis.auth(passwords.getProperty("REDIS_PASSWORD"));
        return redis;
    }

    @Override
    public OneServer server(ServerName name) {
        return service(serviceOf(name));
    }

    @Override
    public Path secrets() {
        return Path.of("/etc/connect-secrets");
    }

    @Override
    public String log(ServerName name) {
        return container(serviceOf(name)).getLogs();
    }

    /** One of the services of docker-compose.yml. */
    public OneServer service(String service) {
        return new OneContainer(docker(), container(service).getContainerId());
    }

    /** Where a port of a service is on 127.0.0.1 now; Docker chooses another one whenever the container starts. */
    public int port(String service, int inside) {
        Map<ExposedPort, Ports.Binding[]> bindings = docker().inspectContainerCmd(
                        container(service).getContainerId())
                .exec()
                .getNetworkSettings()
                .getPorts()
                .getBindings();
        return Integer.parseInt(bindings.get(ExposedPort.tcp(inside))[0].getHostPortSpec());
    }

    /** What a command prints inside a service. */
    public String run(String service, String... command) {
        try {
            return container(service).execInContainer(command).getStdout();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static DockerClient docker() {
        return DockerClientFactory.instance().client();
    }

    private ContainerState container(String service) {
        // The first and only one of the service, whose own name may end in a number.
        return compose.getContainerByServiceName(service + "-1")
                .orElseThrow(() -> new IllegalArgumentException("docker-compose.yml has no service " + service));
    }

    @Override
    public void close() {
        compose.stop();
    }

    private static String serviceOf(ServerName name) {
        return name.name().toLowerCase(Locale.ROOT);
    }

    /** Else the engine would make it, as a folder of root's. */
    private static String made(Path folder) {
        try {
            return Files.createDirectories(folder).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties passwords(Path file) {
        Properties passwords = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            passwords.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return passwords;
    }
}
