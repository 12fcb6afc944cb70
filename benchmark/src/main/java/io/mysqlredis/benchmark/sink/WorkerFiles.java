package io.mysqlredis.benchmark.sink;

import io.mysqlredis.benchmark.BenchmarkException;
import io.mysqlredis.benchmark.Stage;
import io.mysqlredis.stack.Endpoints;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** The files that workers need, copied from the build once, so that a build meanwhile changes none of them. */
final class WorkerFiles {

    private static final String LOGGING = "worker-log4j2.xml";

    private final Path folder;

    /** Copied when they are first asked for, for all who ask. */
    static final class Shared {

        private WorkerFiles files;

        WorkerFiles of(Stage stage) {
            if (files == null) {
                files = copied(stage);
            }
            return files;
        }
    }

    private WorkerFiles(Path folder) {
        this.folder = folder;
    }

    private static WorkerFiles copied(Stage stage) {
        WorkerFiles files = new WorkerFiles(stage.files().resolve("worker"));
        Path checkout = stage.checkout();
        Path distribution = checkout.resolve("benchmark/target/benchmark");
        Path stack = checkout.resolve("local-stack/target/local-stack");
        try {
            delete(files.folder);
            copy(stack.resolve("kafka"), files.folder.resolve("kafka"));
            copy(distribution.resolve("own"), files.folder.resolve("own"));
            try (Stream<Path> plugins = Files.list(stack.resolve("plugins"))) {
                Path sink = plugins.filter(
                                plugin -> plugin.getFileName().toString().contains("redis-sink"))
                        .findFirst()
                        .orElseThrow(() -> new BenchmarkException("The sink's plugin is not built"));
                copy(sink, files.plugins().resolve("redis-sink"));
            }
            copy(
                    distribution.resolve("plugins/discarding-sink"),
                    files.plugins().resolve("discarding-sink"));
            copy(
                    checkout.resolve("local-stack/registry/target/registry/converters/confluent-avro"),
                    files.plugins().resolve("confluent-avro"));
            try (InputStream logging = WorkerFiles.class.getResourceAsStream(LOGGING)) {
                Files.copy(logging, files.logging());
            }
            return files;
        } catch (IOException e) {
            throw new BenchmarkException("Cannot copy the workers' files to " + files.folder + ": " + e, e);
        }
    }

    String classPath() {
        return folder.resolve("kafka") + "/*" + File.pathSeparator + folder.resolve("own") + "/*";
    }

    Path logging() {
        return folder.resolve(LOGGING);
    }

    private Path plugins() {
        return folder.resolve("plugins");
    }

    /** An empty folder for one worker, in the place of a former one of that name. */
    Path fresh(String name) throws IOException {
        Path fresh = folder.resolve("runs").resolve(name);
        delete(fresh);
        return Files.createDirectories(fresh);
    }

    Map<String, String> workerSettings(Path own, Endpoints endpoints) {
        return Map.of(
                "bootstrap.servers", endpoints.bootstrapServers(),
                "listeners", "http://127.0.0.1:0",
                "rest.advertised.host.name", "127.0.0.1",
                "plugin.path", plugins().toString(),
                "plugin.discovery", "service_load",
                "offset.storage.file.filename", own.resolve("offsets").toString(),
                "connector.client.config.override.policy", "All",
                "key.converter", "org.apache.kafka.connect.json.JsonConverter",
                "value.converter", "org.apache.kafka.connect.json.JsonConverter");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
