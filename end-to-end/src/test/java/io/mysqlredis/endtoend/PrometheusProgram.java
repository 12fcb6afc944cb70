package io.mysqlredis.endtoend;

import static org.awaitility.Awaitility.await;

import io.mysqlredis.endtoend.monitoring.PrometheusApi;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The program {@code prometheus} of this machine, with the shipped files but for the worker's address. */
record PrometheusProgram(Process process, PrometheusApi api, Path folder) implements Prometheus {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Path SHIPPED = Pipeline.CHECKOUT.resolve("monitoring");
    private static final String TARGET = "connect:9404";

    /** Whether there is one on the {@code PATH}, and promtool with it. */
    static boolean isThere() {
        return Stream.of("prometheus", "promtool")
                .allMatch(program -> Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program))));
    }

    /** Starts one that scrapes this address, with its files in an empty folder. */
    static PrometheusProgram start(String worker, Path folder) throws IOException {
        String shipped = Files.readString(SHIPPED.resolve("prometheus.yml"));
        Files.writeString(folder.resolve("prometheus.yml"), shipped.replace(TARGET, worker));
        for (String file : List.of("alerts.yml", "alerts-test.yml")) {
            Files.copy(SHIPPED.resolve(file), folder.resolve(file));
        }
        String address = "127.0.0.1:" + freePort();
        Process process = new ProcessBuilder(
                        "prometheus",
                        "--config.file=prometheus.yml",
                        "--storage.tsdb.path=data",
                        "--web.listen-address=" + address)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "stop"));
        return new PrometheusProgram(process, new PrometheusApi(URI.create("http://" + address)), folder);
    }

    @Override
    public String checkConfig() {
        return promtool("check", "config", "prometheus.yml");
    }

    @Override
    public String testRules() {
        return promtool("test", "rules", "alerts-test.yml");
    }

    private String promtool(String what, String subject, String file) {
        try {
            Process promtool = new ProcessBuilder("promtool", what, subject, file)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            return new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        await("prometheus has ended").atMost(LONGEST).until(() -> !process.isAlive());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
