package io.mysqlredis.benchmark;

import io.mysqlredis.stack.Endpoints;
import io.mysqlredis.stack.LocalStack;
import io.mysqlredis.stack.Progress;
import io.mysqlredis.stack.Server;
import io.mysqlredis.stack.ServerName;
import io.mysqlredis.stack.StackPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import redis.clients.jedis.Jedis;

/**
 * Where measurements happen: a stack of their own with a schema registry, whose Redis writes nothing to the disk, and
 * whose topics are kept from one run of the benchmark to the next. What was started on it ends with it.
 */
public final class Stage implements AutoCloseable {

    /** Of any worker, as Java has it: the most that it is to need. */
    public static final String WORKER_HEAP = "512m";

    /** For a million keys take a while to be dropped. */
    private static final int REDIS_TIMEOUT_MILLIS = 120_000;

    private final Path checkout;
    private final Scale scale;
    private final Progress progress;
    private final LocalStack stack;
    private final List<Process> processes = new CopyOnWriteArrayList<>();
    private volatile boolean isClosed;

    private Stage(Path checkout, Scale scale, Progress progress) {
        this.checkout = checkout.toAbsolutePath().normalize();
        this.scale = scale;
        this.progress = progress;
        this.stack = LocalStack.of(this.checkout, "bench", StackPorts.free())
                .withRegistry()
                .withWorkerHeap(WORKER_HEAP);
    }

    /** A stage whose stack is not up. */
    static Stage of(Path checkout, Scale scale, Progress progress) {
        return new Stage(checkout, scale, progress);
    }

    /** Starts all servers, also those that an ended benchmark has left. */
    void open() throws IOException {
        stack.down(progress);
        stack.up(progress);
        Files.createDirectories(files());
    }

    public LocalStack stack() {
        return stack;
    }

    public Endpoints endpoints() {
        return stack.endpoints();
    }

    public Scale scale() {
        return scale;
    }

    /** Hears what takes time. */
    public Progress progress() {
        return progress;
    }

    public Path checkout() {
        return checkout;
    }

    /** A folder for whatever a measurement has to write down. */
    public Path files() {
        return checkout.resolve(".stack").resolve("bench-files");
    }

    /** Sees to it that of the stack's servers these run, and no others, and that Redis is empty and keeps nothing. */
    public void settle(Set<ServerName> wanted) {
        for (ServerName name : ServerName.values()) {
            Server server = stack.server(name);
            boolean runs = server.pid().isPresent();
            if (wanted.contains(name) && !runs) {
                server.start();
            } else if (!wanted.contains(name) && runs) {
                server.stop();
            }
        }
        if (wanted.contains(ServerName.REDIS)) {
            try (Jedis redis = redis()) {
                redis.configSet("appendonly", "no");
                redis.configSet("save", "");
                redis.flushAll();
            }
        }
    }

    /** Has what was written brought to the disk, which would else happen in the midst of a measurement. */
    public void sync() throws InterruptedException {
        try {
            Process sync = start(new ProcessBuilder("sync"));
            if (sync.waitFor() != 0) {
                throw new BenchmarkException("sync has ended with " + sync.exitValue());
            }
        } catch (IOException e) {
            throw new BenchmarkException("Cannot run sync: " + e, e);
        }
    }

    /** A new connection to Redis, which the caller closes. */
    public Jedis redis() {
        return new Jedis(endpoints().redisHost(), endpoints().redisPort(), REDIS_TIMEOUT_MILLIS);
    }

    /** The CPU time that a running server has taken since its start, to a hundredth of a second. */
    public Duration cpu(ServerName name) {
        return cpu(stack.server(name)
                .pid()
                .orElseThrow(() -> new BenchmarkException(name.label() + " does not run any more")));
    }

    /** The same of any process. */
    public static Duration cpu(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow(() -> new BenchmarkException("Process " + pid + " does not run any more"));
    }

    /** Starts a process that ends with the stage at the latest. */
    public Process start(ProcessBuilder builder) throws IOException {
        if (isClosed) {
            throw new BenchmarkException("The benchmark is ending");
        }
        Process process = builder.start();
        processes.removeIf(ended -> !ended.isAlive());
        processes.add(process);
        return process;
    }

    /** Whether nothing that fails from now on is a measurement's fault. */
    boolean isClosed() {
        return isClosed;
    }

    /** Ends all processes, also those of the stack; its data stays. */
    @Override
    public void close() {
        isClosed = true;
        processes.forEach(Process::destroyForcibly);
        stack.down(progress);
    }
}
