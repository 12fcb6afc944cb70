package io.mysqlredis.watchdog;

import io.mysqlredis.pipeline.ConnectApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Watches over the connectors of one Connect cluster until it is told to end. */
@Command(
        name = "watchdog",
        description = {
            "Restarts the connectors and tasks of a Connect cluster that have failed, after 5 seconds and then ever less often:",
            "every 15 seconds while a server is away, every minute where somebody has to mend something."
        })
final class WatchdogCli implements Callable<Integer> {

    @Parameters(paramLabel = "URL", description = "Connect's REST API, such as http://connect:8083.")
    private URI connect;

    @Option(
            names = "--sign-of-life",
            paramLabel = "FILE",
            description = "Write the time into this file after each look, so that others see that it watches.")
    private Path signOfLife;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // Picocli sees to it.
    private boolean help;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new WatchdogCli()).execute(arguments));
    }

    @Override
    public Integer call() {
        Thread watching = Thread.currentThread();
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(watching, ended), "end"));
        say("Watching over the connectors of " + connect);
        new Watchdog(new ConnectApi(connect), Pauses.standard(), InstantSource.system(), WatchdogCli::say)
                .run(this::giveSignOfLife);
        say("Ended");
        ended.countDown();
        return CommandLine.ExitCode.OK;
    }

    private void giveSignOfLife() {
        if (signOfLife == null) {
            return;
        }
        try {
            Files.writeString(signOfLife, Instant.now().toString());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write --sign-of-life", e);
        }
    }

    private static void end(Thread watching, CountDownLatch ended) {
        watching.interrupt();
        try {
            // Not until the thread's end: it waits for this one, as System.exit does.
            boolean inTime = ended.await(5, TimeUnit.SECONDS);
            assert inTime : "the watchdog does not end";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void say(String line) {
        System.out.println(Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + line);
    }
}
