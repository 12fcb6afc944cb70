package io.mysqlredis.benchmark.worker;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.cli.ConnectStandalone;

/**
 * A standalone Connect worker that tells its standard output what it does, a {@link Sample} a line, and ends at once
 * when its standard input does: it never outlives whoever has started it.
 */
public final class MeasuredWorker {

    private static final long PERIOD_MILLIS = 100;

    private MeasuredWorker() {}

    /**
     * Runs until it is ended.
     *
     * @param arguments those of {@code connect-standalone}: a file with the worker's settings, and one for the
     *     connector's
     */
    @SuppressWarnings("FutureReturnValueIgnored") // It ends with the process.
    public static void main(String[] arguments) {
        Thread watch = new Thread(MeasuredWorker::endWithInput, "end-with-input");
        watch.setDaemon(true);
        watch.start();
        ScheduledExecutorService sampling = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "sampling");
            thread.setDaemon(true);
            return thread;
        });
        Sampler sampler = new Sampler();
        sampling.scheduleAtFixedRate(() -> print(sampler), 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        ConnectStandalone.main(arguments);
    }

    private static void print(Sampler sampler) {
        try {
            System.out.println(sampler.sample().line());
        } catch (Exception e) {
            // Whoever reads cannot go on without; the schedule would just end.
            System.err.println("Cannot go on: " + e);
            Runtime.getRuntime().halt(1);
        }
    }

    private static void endWithInput() {
        try {
            while (System.in.read() >= 0) {
                // Nobody writes anything.
            }
        } catch (IOException e) {
            System.err.println("Cannot go on: " + e);
        }
        Runtime.getRuntime().halt(0);
    }
}
