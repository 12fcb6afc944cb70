package io.mysqlredis.demo;

import io.mysqlredis.pipeline.ConnectApi;
import io.mysqlredis.pipeline.ConnectorFile;
import io.mysqlredis.pipeline.CopyCheck;
import io.mysqlredis.pipeline.PipelineException;
import io.mysqlredis.stack.Endpoints;
import io.mysqlredis.stack.LocalStack;
import io.mysqlredis.stack.StackException;
import io.mysqlredis.stack.StackPorts;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.HdrHistogram.Histogram;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import redis.clients.jedis.Jedis;

/** {@code ./demo}: the two shipped connector files copy a live MySQL into Redis, and every row and column is compared. */
@Command(
        name = "./demo",
        description = "Copies a sample MySQL database into Redis, changes it live, and compares every row and column.")
final class Demo implements Callable<Integer> {

    private static final Path CHECKOUT = Path.of("");
    private static final int LIVE_CUSTOMERS = 60;
    private static final int MAX_DIFFERENCES = 20;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // Picocli sees to it.
    private boolean help;

    @Option(names = "--once", description = "Stop all and exit at the end: 0 if there is no difference.")
    private boolean once;

    // Not System.out, which may know no emoji.
    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final StackPorts ports = StackPorts.fromEnvironment(System.getenv());
    // Of its own, so that it can begin with empty servers and delete nothing of ./stack.
    private final LocalStack stack = LocalStack.of(CHECKOUT, "demo", ports);
    private final Endpoints endpoints = stack.endpoints();
    private final ConnectApi connect = new ConnectApi(endpoints.connect());
    private final List<ConnectorFile> connectors = List.of(
            ConnectorFile.of(CHECKOUT, "mysql-source").at(endpoints),
            ConnectorFile.of(CHECKOUT, "redis-sink").at(endpoints));

    public static void main(String[] arguments) {
        try {
            System.exit(new CommandLine(new Demo())
                    .setExecutionExceptionHandler((e, commandLine, parsed) -> fail(e))
                    .execute(arguments));
        } catch (StackException | PipelineException e) {
            System.exit(fail(e));
        }
    }

    private static int fail(Exception e) {
        boolean saysItAll = e instanceof StackException || e instanceof PipelineException;
        System.err.println(saysItAll ? e.getMessage() : "Unexpected: " + e);
        return CommandLine.ExitCode.SOFTWARE;
    }

    @Override
    @SuppressWarnings("try") // The lock is only held.
    public Integer call() throws SQLException, InterruptedException {
        try (DemoLock lock = DemoLock.take(CHECKOUT)) {
            requireThatStackIsDown();
            // For Ctrl-C, a failure and --once alike.
            Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
            return run();
        }
    }

    private void requireThatStackIsDown() {
        boolean isUp = LocalStack.of(CHECKOUT, "local", ports).status().stream()
                .anyMatch(status -> status.pid().isPresent());
        if (isUp) {
            throw new PipelineException("./stack is up and has the ports that the demo needs; ./stack down stops it and"
                    + " keeps its data, then run ./demo again");
        }
    }

    private void stop() {
        try {
            stack.down(this::say);
        } catch (StackException e) {
            System.err.println(e.getMessage());
            Runtime.getRuntime().halt(CommandLine.ExitCode.SOFTWARE);
        }
    }

    private int run() throws SQLException, InterruptedException {
        title("Four servers, each a process of this machine");
        stack.upFresh(this::say);
        try (Connection mysql = DriverManager.getConnection(endpoints.mysqlJdbcUrl());
                Jedis redis = new Jedis(endpoints.redisHost(), endpoints.redisPort())) {
            title("A shop in MySQL");
            Shop.create(mysql);
            say("customers, products, orders and their lines are there");
            title("The two connectors");
            connectors.forEach(this::create);
            new Snapshot(mysql, redis, this::requireThatConnectorsRun).await(Shop.DATABASE, this::say);
            title("Live changes");
            report(new LiveMix(mysql, redis, this::requireThatConnectorsRun, out).run(Changes.mix(LIVE_CUSTOMERS)));
            title("Every row and column of MySQL against Redis");
            CopyCheck.Result result = CopyCheck.compare(mysql, redis, Shop.DATABASE);
            report(result);
            if (!once) {
                stayUp();
            }
            return result.differences().isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        }
    }

    private void requireThatConnectorsRun() {
        connectors.forEach(connector -> connect.isRunning(connector.name()));
    }

    private void create(ConnectorFile connector) {
        connect.create(connector);
        say("posted connector-config/" + connector.name() + ".json");
    }

    private void report(Histogram micros) {
        out.printf(
                "%n  From the client's COMMIT to visible in Redis, %d changes: p50 %.1f ms, p99 %.1f ms, longest %.1f ms%n",
                micros.getTotalCount(),
                micros.getValueAtPercentile(50) / 1_000.0,
                micros.getValueAtPercentile(99) / 1_000.0,
                micros.getMaxValue() / 1_000.0);
    }

    private void report(CopyCheck.Result result) {
        result.differences().stream().limit(MAX_DIFFERENCES).forEach(this::say);
        out.printf(
                "  %d rows with %d values in MySQL, %d keys in Redis, %d differences%n",
                result.rows(),
                result.values(),
                result.keys(),
                result.differences().size());
    }

    private void stayUp() throws InterruptedException {
        title("It goes on: try this in another terminal");
        say("./stack sql \"UPDATE shop.customers SET name = 'You' WHERE id = 1\"");
        say("./stack redis HGETALL customers:1");
        say("./stack sql \"DELETE FROM shop.order_lines WHERE order_id = 1 AND line_no = 2\"");
        say("./stack redis EXISTS order_lines:1:2");
        say("curl " + endpoints.connect() + "/connectors/redis-sink/status");
        out.printf("%nCtrl-C stops all.%n");
        new CountDownLatch(1).await();
    }

    private void title(String title) {
        out.printf("%n%s%n", title);
    }

    private void say(String line) {
        out.println("  " + line);
    }
}
