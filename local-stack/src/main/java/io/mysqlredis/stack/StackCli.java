package io.mysqlredis.stack;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands of {@code ./stack}, for the checkout in whose top folder they run. */
@Command(
        name = "./stack",
        synopsisSubcommandLabel = "COMMAND",
        description = "MySQL, Redis, Kafka and Kafka Connect, and a schema registry for Avro if asked for,"
                + " as processes of this machine, on 127.0.0.1 only.",
        footer = {
            "",
            "Two more commands: ./stack kafka TOOL ... runs Kafka's topics, console-producer, console-consumer or consumer-groups;",
            "./stack watch restarts connectors that have failed, until it is ended.",
            "",
            "Variables that set the ports: STACK_MYSQL_PORT, STACK_REDIS_PORT, STACK_KAFKA_PORT,",
            "STACK_KAFKA_CONTROLLER_PORT, STACK_CONNECT_PORT, STACK_REGISTRY_PORT.",
            "All files lie in the folder .stack."
        })
final class StackCli {
    private static final String NAME = "local";
    private static final int USAGE_WIDTH = 100;
    private static final long MEGABYTE = 1024 * 1024;

    private StackCli() {}

    public static void main(String[] arguments) {
        CommandLine commands = new CommandLine(new StackCli()).setUsageHelpWidth(USAGE_WIDTH);
        commands.getCommandSpec()
                .addOption(CommandLine.Model.OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .scopeType(CommandLine.ScopeType.INHERIT)
                        .description("Show this help.")
                        .build());
        // What follows is Redis's own, also where it begins with a minus.
        commands.getSubcommands().get("redis").setStopAtPositional(true);
        int exitCode = commands.setExecutionExceptionHandler((e, commandLine, parsed) -> {
                    commandLine.getErr().println(e instanceof StackException ? e.getMessage() : "Unexpected: " + e);
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(arguments);
        System.exit(exitCode);
    }

    @Command(name = "up", description = "Start what does not run; return when everything answers.")
    int up(
            @Option(names = "--fresh", description = "Stop, delete the data, and start.") boolean fresh,
            @Option(
                            names = "--registry",
                            description = "With a schema registry, and the converters for Avro in Connect.")
                    boolean registry) {
        LocalStack stack = registry ? stack().withRegistry() : stack();
        if (fresh) {
            stack.upFresh(System.out::println);
        } else {
            stack.up(System.out::println);
        }
        Endpoints endpoints = stack.endpoints();
        System.out.printf(
                "%n%-8s %s:%d  root without a password; debezium, password dbz%n",
                "MySQL", endpoints.mysqlHost(), endpoints.mysqlPort());
        System.out.printf("%-8s %s:%d  no password%n", "Redis", endpoints.redisHost(), endpoints.redisPort());
        System.out.printf("%-8s %s%n", "Kafka", endpoints.bootstrapServers());
        System.out.printf("%-8s %s%n", "Connect", endpoints.connect());
        if (registry) {
            System.out.printf("%-8s %s%n", "Registry", endpoints.confluentsRegistryApi());
        }
        System.out.printf("%-8s .stack/%s/logs; ./stack down stops all%n", "Logs", NAME);
        return CommandLine.ExitCode.OK;
    }

    @Command(name = "status", description = "Show each server; exit code 0 only if all answer.")
    int status() {
        List<ServerStatus> all = stack().status();
        for (ServerStatus status : all) {
            System.out.printf(
                    "%-8s %-14s %-22s %-12s %5d MB%n",
                    status.server().label(),
                    status.state().text(),
                    status.address(),
                    status.pid().isPresent() ? "pid " + status.pid().getAsLong() : "",
                    status.residentBytes() / MEGABYTE);
        }
        long total = all.stream().mapToLong(ServerStatus::residentBytes).sum();
        System.out.printf("%-59s %5d MB%n", "Total", total / MEGABYTE);
        return all.stream().allMatch(ServerStatus::isAnswering)
                ? CommandLine.ExitCode.OK
                : CommandLine.ExitCode.SOFTWARE;
    }

    @Command(name = "sql", description = "Run a statement as MySQL's root; print its rows.")
    int sql(@Parameters(paramLabel = "STATEMENT") String statement) {
        Terminal.sql(stack().endpoints(), statement, System.out);
        return CommandLine.ExitCode.OK;
    }

    @Command(name = "redis", description = "Send a command to Redis; print its reply.")
    int redis(@Parameters(paramLabel = "COMMAND", arity = "1..*") List<String> command) {
        Terminal.redis(stack().endpoints(), command, System.out);
        return CommandLine.ExitCode.OK;
    }

    @Command(name = "down", description = "Stop all; the data stays.")
    int down() {
        stack().down(System.out::println);
        // One that was killed has left its servers behind.
        LocalStack.of(Path.of(""), "demo", StackPorts.fromEnvironment(System.getenv()))
                .down(System.out::println);
        return CommandLine.ExitCode.OK;
    }

    private static LocalStack stack() {
        return LocalStack.of(Path.of(""), NAME, StackPorts.fromEnvironment(System.getenv()));
    }
}
