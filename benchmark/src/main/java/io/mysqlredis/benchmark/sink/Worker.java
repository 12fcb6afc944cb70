package io.mysqlredis.benchmark.sink;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.mysqlredis.benchmark.BenchmarkException;
import io.mysqlredis.benchmark.Stage;
import io.mysqlredis.benchmark.worker.MeasuredWorker;
import io.mysqlredis.benchmark.worker.Sample;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** A Connect worker of one connector, in a process of its own with as much memory as users give it. */
final class Worker implements AutoCloseable {

    private static final Duration END = Duration.ofSeconds(20);

    private final Process process;
    private final Path log;
    private final Thread reader;
    private final List<Sample> samples = new ArrayList<>();

    private Worker(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.reader = new Thread(this::read, "worker-samples");
    }

    /** Starts one and returns at once. */
    static Worker start(Stage stage, WorkerFiles files, Map<String, String> connector) throws IOException {
        Path folder = files.fresh(connector.get("name"));
        Path log = folder.resolve("worker.log");
        Path worker = write(folder.resolve("worker.properties"), files.workerSettings(folder, stage.endpoints()));
        Path sink = write(folder.resolve("connector.properties"), connector);
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + Stage.WORKER_HEAP,
                        "-Dlog4j2.configurationFile=" + files.logging(),
                        "-cp",
                        files.classPath(),
                        MeasuredWorker.class.getName(),
                        worker.toString(),
                        sink.toString())
                .directory(folder.toFile())
                // Where the log goes too.
                .redirectError(log.toFile());
        Worker started = new Worker(stage.start(builder), log);
        started.reader.start();
        return started;
    }

    private static Path write(Path file, Map<String, String> settings) throws IOException {
        Properties properties = new Properties();
        properties.putAll(settings);
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
        return file;
    }

    long pid() {
        return process.pid();
    }

    /** All samples so far. */
    List<Sample> samples() {
        synchronized (samples) {
            return List.copyOf(samples);
        }
    }

    /** The last sample; all zero before the first. */
    Sample last() {
        synchronized (samples) {
            return samples.isEmpty() ? new Sample(System.nanoTime(), 0, 0, 0, 0) : samples.get(samples.size() - 1);
        }
    }

    /** @throws BenchmarkException if it cannot go on */
    void requireAlive() {
        if (!process.isAlive()) {
            throw new BenchmarkException("The worker has ended; its log is " + log);
        }
        if (last().failed() > 0) {
            throw new BenchmarkException("A task of the sink has failed; the worker's log is " + log);
        }
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> line.startsWith("{")).forEach(this::add);
        } catch (IOException e) {
            throw new BenchmarkException("Cannot read what the worker tells: " + e, e);
        }
    }

    private void add(String line) {
        try {
            Sample sample = Sample.parse(line);
            synchronized (samples) {
                samples.add(sample);
            }
        } catch (JsonProcessingException e) {
            throw new BenchmarkException("The worker tells what is no sample: " + line, e);
        }
    }

    /** Ends it; what it has not committed to Kafka nobody needs. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
                throw new BenchmarkException("The worker, process " + process.pid() + ", does not end");
            }
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("Interrupted while a worker was ended", e);
        }
    }
}
