package io.mysqlredis.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** One server of a stack, which is never confused with a process that the stack has not started. */
public final class Server {
    private static final String OUTDATED = ", from an older build; ./stack down and ./stack up load the new one";
    static final Duration GRACE = Duration.ofSeconds(20);

    private final ServerProgram program;
    private final List<Listener> listeners;
    private final StackFolder folder;
    private final Readiness readiness;

    Server(ServerProgram program, List<Listener> listeners, StackFolder folder) {
        this.program = program;
        this.listeners = List.copyOf(listeners);
        this.folder = folder;
        this.readiness = new Readiness(program, this.listeners.get(0), folder);
    }

    public ServerName name() {
        return program.name();
    }

    /** Starts it unless it runs, and returns when it answers; the stack must have been up before. */
    public void start() {
        alone(() -> {
            requireStartable();
            new Start(new Attempt(folder, Progress.silent())).run(List.of(List.of(this)));
        });
    }

    /** Asks it to end, makes it end if it does not within 20 seconds, and returns when it is gone. */
    public void stop() {
        alone(() -> stopWithin(GRACE));
    }

    /** Ends it without any chance to clean up (SIGKILL), and returns when it is gone. */
    public void kill() {
        alone(() -> stopWithin(Duration.ZERO));
    }

    /** Takes all time from it (SIGSTOP): it keeps its connections and does nothing until {@link #thaw}. */
    public void freeze() {
        process().ifPresent(OwnProcess::freeze);
    }

    /** Lets it go on where it was frozen (SIGCONT). */
    public void thaw() {
        process().ifPresent(OwnProcess::thaw);
    }

    /** The port for its clients, on 127.0.0.1. */
    public int port() {
        return listeners.get(0).port();
    }

    /** Empty where it does not run. */
    public OptionalLong pid() {
        Optional<OwnProcess> process = process();
        return process.isPresent() ? OptionalLong.of(process.get().pid()) : OptionalLong.empty();
    }

    /** Whether it runs, or has ended without being stopped. */
    boolean isStarted() {
        return Files.exists(folder.processFile(name()));
    }

    /** Whether it runs and does its work at this moment; takes up to some seconds where it hangs. */
    public boolean isAnswering() {
        return process().filter(readiness::isAnswering).isPresent();
    }

    ServerStatus status() {
        Optional<OwnProcess> process = process();
        if (process.isEmpty()) {
            return new ServerStatus(
                    name(),
                    ServerStatus.State.STOPPED,
                    OptionalLong.empty(),
                    listeners.get(0).address(),
                    0);
        }
        long pid = process.get().pid();
        return new ServerStatus(
                name(),
                readiness.isAnswering(process.get()) ? ServerStatus.State.ANSWERING : ServerStatus.State.NOT_ANSWERING,
                OptionalLong.of(pid),
                Listener.HOST + ":" + process.get().port(),
                ProcessFacts.of(pid).map(ProcessFacts::residentBytes).orElse(0L));
    }

    /** Throws unless it can be started now, or runs already where it should. */
    void requireStartable() {
        Optional<OwnProcess> process = process();
        if (process.isEmpty()) {
            listeners.forEach(Listener::requireFree);
            return;
        }
        List<Integer> wanted = listeners.stream().map(Listener::port).toList();
        if (!process.get().ports().equals(wanted)) {
            throw new StackException(
                    "%s already runs on %s, not on %s as now asked for; run ./stack down first, or set %s"
                            .formatted(
                                    name().label(),
                                    text(process.get().ports()),
                                    text(wanted),
                                    listeners.get(0).variable()));
        }
        program.requireAsWanted();
    }

    /** Starts it unless it runs, and returns when it answers. */
    void startIn(Attempt attempt) {
        long since = System.nanoTime();
        try {
            Optional<OwnProcess> process = process();
            if (process.isPresent()) {
                readiness.await(process.get());
                attempt.progress()
                        .report("%-8s already runs on %s%s"
                                .formatted(name().label(), address(), program.isOutdated() ? OUTDATED : ""));
                return;
            }
            keepFormerLog();
            Launch launch = program.prepare(attempt);
            readiness.await(attempt.launch(this, launch).orElseThrow(readiness::ended));
            attempt.progress()
                    .report("%-8s %s answers on %s after %.1f s"
                            .formatted(name().label(), launch.version(), address(), (System.nanoTime() - since) / 1e9));
        } catch (IOException | UncheckedIOException e) {
            // The class says what the message of a more special exception, mostly a path alone, does not.
            throw readiness.failure(e.getClass() == IOException.class ? e.getMessage() : e.toString());
        }
    }

    /** Ends it, by force once the time is over; does nothing where it does not run. */
    void stopWithin(Duration grace) {
        Optional<OwnProcess> process = process();
        if (process.isPresent() && !process.get().end(grace)) {
            throw new StackException("%s (pid %d) cannot be stopped; was it started by another user?"
                    .formatted(name().label(), process.get().pid()));
        }
        try {
            Files.deleteIfExists(folder.processFile(name()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return listeners.get(0).address();
    }

    private void alone(FolderLock.Work<RuntimeException> work) {
        FolderLock.holding(folder.lockFile(), Progress.silent(), work);
    }

    private static String text(List<Integer> ports) {
        return (ports.size() == 1 ? "port " : "ports ")
                + ports.stream().map(String::valueOf).collect(Collectors.joining(" and "));
    }

    private Optional<OwnProcess> process() {
        try {
            return OwnProcess.read(folder.processFile(name())).filter(OwnProcess::isAlive);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The log shows this start alone, and the former one stays readable beside it. */
    private void keepFormerLog() throws IOException {
        Path log = folder.log(name());
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling(name().id() + ".former.log"), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
