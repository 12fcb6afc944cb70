package io.mysqlredis.stack;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A process that this stack has started, told from every other one, also from one that got its pid later.
 *
 * @param startTicks when it started, in the kernel's ticks since boot
 * @param boot which boot that was
 * @param mark a part of its command line
 * @param ports on which it was told to listen, the one for its clients first
 */
record OwnProcess(long pid, long startTicks, String boot, String mark, List<Integer> ports) {
    private static final Duration DEATH = Duration.ofSeconds(10);
    private static final String BOOT_ID = "/proc/sys/kernel/random/boot_id";

    OwnProcess {
        ports = List.copyOf(ports);
    }

    /** Describes a process that runs now; empty where it has ended. */
    static Optional<OwnProcess> of(long pid, String mark, List<Integer> ports) {
        return ProcessFacts.of(pid).map(facts -> new OwnProcess(pid, facts.startTicks(), bootId(), mark, ports));
    }

    /** What was written down; empty where nothing was, or nothing that can be read. */
    static Optional<OwnProcess> read(Path file) throws IOException {
        Properties values = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            values.load(reader);
            return Optional.of(new OwnProcess(
                    Long.parseLong(values.getProperty("pid", "")),
                    Long.parseLong(values.getProperty("startTicks", "")),
                    values.getProperty("boot", ""),
                    values.getProperty("mark", ""),
                    ports(values.getProperty("ports", ""))));
        } catch (NoSuchFileException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Replaces the file as a whole, so that no reader sees half of it. */
    void write(Path file) throws IOException {
        Properties values = new Properties();
        values.setProperty("pid", String.valueOf(pid));
        values.setProperty("startTicks", String.valueOf(startTicks));
        values.setProperty("boot", boot);
        values.setProperty("mark", mark);
        values.setProperty("ports", ports.stream().map(String::valueOf).collect(Collectors.joining(",")));
        StringWriter text = new StringWriter();
        values.store(text, null);
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(temporary, text.toString());
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The port for its clients. */
    int port() {
        return ports.get(0);
    }

    boolean isAlive() {
        Optional<ProcessFacts> facts = facts();
        if (facts.isPresent() && !facts.get().mayBe(mark)) {
            // One that is just being killed may for a moment show no more than the beginning of its command line.
            Deadline.pause();
            facts = facts();
        }
        return facts.filter(seen -> seen.mayBe(mark)).isPresent();
    }

    private Optional<ProcessFacts> facts() {
        return ProcessFacts.of(pid).filter(facts -> facts.startTicks() == startTicks && bootId().equals(boot));
    }

    /** Asks it to end, kills it once the time is over, and says whether it is gone. */
    boolean end(Duration grace) {
        Optional<ProcessHandle> handle = isAlive() ? ProcessHandle.of(pid) : Optional.empty();
        if (handle.isEmpty()) {
            return true;
        }
        if (!grace.isZero()) {
            handle.get().destroy();
        }
        if (isGoneWithin(grace)) {
            return true;
        }
        handle.get().destroyForcibly();
        return isGoneWithin(DEATH);
    }

    void freeze() {
        signal("STOP");
    }

    void thaw() {
        signal("CONT");
    }

    private void signal(String signal) {
        if (isAlive()) {
            try {
                int exit = new ProcessBuilder("sh", "-c", "kill -%s %d".formatted(signal, pid))
                        .start()
                        .waitFor();
                if (exit != 0) {
                    throw new StackException("Process %d takes no signal %s".formatted(pid, signal));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw Attempt.interrupted(e);
            }
        }
    }

    private boolean isGoneWithin(Duration time) {
        Deadline deadline = Deadline.in(time);
        while (isAlive()) {
            if (deadline.isOver()) {
                return false;
            }
            Deadline.pause();
        }
        return true;
    }

    private static List<Integer> ports(String text) {
        return Stream.of(text.split(",", -1)).map(Integer::valueOf).toList();
    }

    private static String bootId() {
        try {
            return Files.readString(Path.of(BOOT_ID), StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
