package io.mysqlredis.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** One try to start servers: when it is aborted, whatever it has started is gone, and nothing more starts. */
final class Attempt {
    private static final String INTERRUPTED = "Interrupted; what was started is stopped again";
    private static final Duration HELPER_LIMIT = Duration.ofMinutes(3);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final StackFolder folder;
    private final Progress progress;
    private final Set<Process> helpers = new HashSet<>();
    private final Deque<Server> started = new ArrayDeque<>();
    private boolean aborted;

    Attempt(StackFolder folder, Progress progress) {
        this.folder = folder;
        this.progress = progress;
    }

    Progress progress() {
        return progress;
    }

    /** Runs a program to its end, appending what it writes to the file, and returns its exit code. */
    int run(ProcessBuilder helper, Path output) throws IOException {
        helper.redirectErrorStream(true);
        helper.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        Process process = begin(helper);
        try {
            if (process.waitFor(HELPER_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            throw new StackException("%s did not end within %d s; see %s"
                    .formatted(helper.command().get(0), HELPER_LIMIT.toSeconds(), output));
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            end(process);
        }
    }

    /** Runs a program that a server's start cannot do without, and which writes into that server's log. */
    void require(ProcessBuilder helper, ServerName server, String failure) throws IOException {
        Path log = folder.log(server);
        if (run(helper, log) != 0) {
            throw new IOException(
                    failure + LogReason.of(log).map(reason -> ": " + reason).orElse(""));
        }
    }

    /** Runs a program to its end and returns what it wrote. */
    String read(ProcessBuilder helper) throws IOException {
        Path output = Files.createTempFile(folder.run(), "helper", ".txt");
        try {
            run(helper, output);
            return Files.readString(output);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /** Starts a server that outlives this program, and notes which process it is; empty where it ended at once. */
    synchronized Optional<OwnProcess> launch(Server server, Launch launch) throws IOException {
        requireNotAborted();
        Process process = launch.builder(folder, server.name()).start();
        try {
            Optional<OwnProcess> own = OwnProcess.of(process.pid(), launch.mark(), launch.ports());
            if (own.isPresent()) {
                own.get().write(folder.processFile(server.name()));
                started.push(server);
            }
            return own;
        } catch (IOException e) {
            // Not written down, it could never be stopped.
            process.destroyForcibly();
            throw e;
        }
    }

    /** Ends all that this attempt has started, the last first; false where that was done before. */
    synchronized boolean abort() {
        if (aborted) {
            return false;
        }
        aborted = true;
        helpers.forEach(Process::destroyForcibly);
        while (!started.isEmpty()) {
            started.pop().stopWithin(GRACE);
        }
        return true;
    }

    /** The failure to throw where the attempt was aborted from outside. */
    static StackException interrupted() {
        return new StackException(INTERRUPTED);
    }

    /** The failure to throw where a thread of the attempt was interrupted. */
    static StackException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new StackException(INTERRUPTED, e);
    }

    private synchronized Process begin(ProcessBuilder helper) throws IOException {
        requireNotAborted();
        if (helper.directory() == null) {
            helper.directory(folder.home().toFile());
        }
        Process process = helper.redirectInput(Launch.NOTHING.toFile()).start();
        helpers.add(process);
        return process;
    }

    private synchronized void end(Process process) {
        process.destroyForcibly();
        helpers.remove(process);
    }

    private void requireNotAborted() {
        if (aborted) {
            throw interrupted();
        }
    }
}
