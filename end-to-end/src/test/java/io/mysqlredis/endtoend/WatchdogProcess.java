package io.mysqlredis.endtoend;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The watchdog as a process of its own, whose output can be read. */
record WatchdogProcess(Process process, Path log) implements AutoCloseable {

    static WatchdogProcess over(URI connect) throws IOException {
        Path log = Files.createTempFile("watchdog", ".log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.mysqlredis.watchdog.WatchdogCli",
                        connect.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new WatchdogProcess(process, log);
    }

    String output() throws IOException {
        return Files.readString(log);
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
        await("the watchdog ends").atMost(Duration.ofSeconds(10)).until(() -> !process.isAlive());
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(log);
    }
}
