package io.mysqlredis.benchmark;

import io.mysqlredis.benchmark.result.Machine;
import io.mysqlredis.benchmark.result.Revision;
import io.mysqlredis.benchmark.result.Round;
import io.mysqlredis.benchmark.result.RoundsFile;
import io.mysqlredis.pipeline.PipelineException;
import io.mysqlredis.stack.StackException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import redis.clients.jedis.Jedis;

/** {@code ./bench}: measures on a local stack of its own, and prints one table. */
@Command(
        name = "./bench",
        description =
                "Measures how fast the sink and the whole pipeline are, on a local stack of its own, and prints one table."
                        + " What was measured of this revision of the code is kept, and ./bench goes on where it was ended.",
        footer = {
            "",
            "./bench jmh ARGUMENT... runs the microbenchmarks: ./bench jmh -prof gc",
            "Results: benchmark/results, or benchmark/results/quick. Servers and topics: .stack/bench.",
            "The exit code is 1 if anything could not be measured or left the wrong content in Redis;"
                    + " a goal that is missed is only told."
        })
final class Bench implements Callable<Integer> {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final Path CHECKOUT = Path.of("");
    private static final Path RESULTS = Path.of("benchmark", "results");

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // Picocli sees to it.
    private boolean help;

    @Option(
            names = "--quick",
            description =
                    "One round of everything, with so little data that the figures mean nothing: shows in minutes that each"
                            + " kind of measurement works. Measurements that run no code of their own are left out.")
    private boolean quick;

    @Option(names = "--only", paramLabel = "REGEX", description = "Measure only what has a name that matches.")
    private String only;

    @Option(names = "--again", description = "Measure anew what was measured already, of what --only selects.")
    private boolean again;

    @Option(names = "--list", description = "List what can be measured, and measure nothing.")
    private boolean list;

    private final PrintStream out;

    private Bench(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) {
        // Not System.out itself, which may know no more than ASCII.
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(commandLine(out).execute(arguments));
    }

    static CommandLine commandLine(PrintStream out) {
        return new CommandLine(new Bench(out))
                .setExecutionExceptionHandler((e, commandLine, parsed) -> fail(e, commandLine.getErr()));
    }

    private static int fail(Exception e, PrintWriter err) {
        boolean saysItAll =
                e instanceof BenchmarkException || e instanceof StackException || e instanceof PipelineException;
        err.println(saysItAll ? e.getMessage() : "Unexpected: " + e);
        return CommandLine.ExitCode.SOFTWARE;
    }

    @Override
    @SuppressWarnings("try") // The lock is only held.
    public Integer call() throws IOException, InterruptedException {
        Scale scale = quick ? Scale.QUICK : Scale.FULL;
        List<Measurement> measurements = Suite.measurements().stream()
                .filter(measurement -> !quick || measurement.isInQuickRuns())
                .toList();
        List<Measurement> selected = Selection.of(measurements, pattern());
        if (list) {
            selected.forEach(measurement -> out.printf(
                    "%-24s %d rounds  %s%n",
                    measurement.name(), scale.of(measurement.rounds(), 1), measurement.description()));
            return CommandLine.ExitCode.OK;
        }
        try (BenchmarkLock lock = BenchmarkLock.take(CHECKOUT)) {
            return measure(scale, measurements, selected);
        }
    }

    private Optional<Pattern> pattern() {
        try {
            return Optional.ofNullable(only).map(Pattern::compile);
        } catch (PatternSyntaxException e) {
            throw new BenchmarkException("--only is no regular expression: " + e.getDescription(), e);
        }
    }

    private int measure(Scale scale, List<Measurement> all, List<Measurement> selected)
            throws IOException, InterruptedException {
        String revision = Revision.of(CHECKOUT);
        Path results = quick ? RESULTS.resolve("quick") : RESULTS;
        RoundsFile file = new RoundsFile(results.resolve("rounds.jsonl"));
        Schedule schedule = Schedule.of(selected, scale, again ? List.of() : ofRevision(revision, file));
        if (!schedule.due().isEmpty()) {
            Stage stage = Stage.of(CHECKOUT, scale, this::say);
            // For Ctrl-C, a failure and the end alike.
            Runtime.getRuntime().addShutdownHook(new Thread(stage::close, "stop"));
            stage.open();
            new Campaign(stage, revision, machine(stage), file, this::say).run(schedule);
        }
        Report report = Report.of(revision, all, file.read(), quick ? List.of() : Goals.all());
        report.print(out);
        report.write(results).forEach(written -> out.println("Written: " + written));
        return report.summary().hasFailures() ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
    }

    private static List<Round> ofRevision(String revision, RoundsFile file) {
        return file.read().stream()
                .filter(round -> round.revision().equals(revision))
                .toList();
    }

    private static Machine machine(Stage stage) {
        try (Jedis redis = stage.redis()) {
            String version = redis.info("server")
                    .lines()
                    .filter(line -> line.startsWith("redis_version:"))
                    .map(line -> line.substring("redis_version:".length()))
                    .findFirst()
                    .orElseThrow();
            return Machine.of(version);
        }
    }

    private void say(String line) {
        out.println(CLOCK.format(LocalTime.now(ZoneId.systemDefault())) + "  " + line);
    }
}
