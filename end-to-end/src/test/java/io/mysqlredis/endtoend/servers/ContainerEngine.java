package io.mysqlredis.endtoend.servers;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What this machine has of all that the containers of docker-compose.yml need. */
record ContainerEngine(Path checkout) {

    private static final int SECONDS = 60;

    /** Those that are built from the others when they start. */
    private static final String BUILT_HERE = "mysqlredis/";

    private record Result(boolean isSuccess, List<String> output) {
        String lastLine() {
            return output.isEmpty() ? "" : output.get(output.size() - 1);
        }
    }

    /** What is missing, or nothing. */
    Optional<String> lack() {
        Result info = run("docker", "info");
        if (!info.isSuccess()) {
            return Optional.of("no container engine answers to docker info: " + info.lastLine());
        }
        Result images = run(
                Stream.concat(Stream.of("docker", "compose", "config", "--images"), ContainerServers.SERVICES.stream())
                        .toArray(String[]::new));
        if (!images.isSuccess()) {
            return Optional.of("docker compose config fails: " + String.join("; ", images.output()));
        }
        List<String> missing = images.output().stream()
                .filter(image -> !image.startsWith(BUILT_HERE))
                .filter(image -> !run("docker", "image", "inspect", image).isSuccess())
                .distinct()
                .sorted()
                .toList();
        if (!missing.isEmpty()) {
            return Optional.of("images are not here: " + String.join(", ", missing)
                    + " (docker compose --profile '*' pull --ignore-buildable gets them)");
        }
        return Files.isDirectory(checkout.resolve("local-stack/target/local-stack/plugins"))
                ? Optional.empty()
                : Optional.of("the plugins are not built: run mvn package -DskipTests");
    }

    private Result run(String... command) {
        try {
            File output = Files.createTempFile("docker", ".out").toFile();
            try {
                Process process = new ProcessBuilder(command)
                        .directory(checkout.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output)
                        .start();
                boolean isOver = process.waitFor(SECONDS, TimeUnit.SECONDS);
                process.destroyForcibly();
                return new Result(
                        isOver && process.exitValue() == 0,
                        Files.readAllLines(output.toPath(), StandardCharsets.UTF_8));
            } finally {
                Files.delete(output.toPath());
            }
        } catch (IOException e) {
            // There is no such program.
            return new Result(false, List.of(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }
}
