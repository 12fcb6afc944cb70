package io.mysqlredis.stack;

import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Starts servers side by side: all of them answer afterwards, or none that it has started is left. */
final class Start {
    private final Attempt attempt;

    Start(Attempt attempt) {
        this.attempt = attempt;
    }

    /** Each chain in its order, the chains at the same time; also a signal that ends this program leaves no server. */
    void run(List<List<Server>> chains) {
        Thread onSignal = new Thread(this::stopAgain, "stop-again");
        Runtime.getRuntime().addShutdownHook(onSignal);
        ExecutorService threads = Executors.newFixedThreadPool(chains.size());
        try {
            CompletionService<Void> running = new ExecutorCompletionService<>(threads);
            for (List<Server> chain : chains) {
                running.submit(() -> chain.forEach(server -> server.startIn(attempt)), null);
            }
            for (int i = 0; i < chains.size(); i++) {
                running.take().get();
            }
        } catch (InterruptedException e) {
            attempt.abort();
            throw Attempt.interrupted(e);
        } catch (ExecutionException e) {
            if (!attempt.abort()) {
                throw Attempt.interrupted();
            }
            throw e.getCause() instanceof StackException clear ? clear : new IllegalStateException(e.getCause());
        } finally {
            end(threads);
            forget(onSignal);
        }
    }

    private void stopAgain() {
        attempt.progress().report("Interrupted: stopping what was started");
        attempt.abort();
    }

    private static void end(ExecutorService threads) {
        threads.shutdownNow();
        try {
            boolean ended = threads.awaitTermination(10, TimeUnit.SECONDS);
            assert ended : "a thread of a start does not end";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread onSignal) {
        try {
            Runtime.getRuntime().removeShutdownHook(onSignal);
        } catch (IllegalStateException e) {
            // The signal came: the hook is at work, and this program ends after it.
        }
    }
}
