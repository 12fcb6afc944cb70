package io.mysqlredis.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Whether a server that has been started does its work, and the one line to tell where it does not. */
record Readiness(ServerProgram program, Listener listener, StackFolder folder) {
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(90);

    boolean isAnswering(OwnProcess process) {
        try {
            program.probe(process.port());
            return true;
        } catch (IOException | StackException e) {
            return false;
        }
    }

    /** Returns at the first good answer; throws where the process ends, or no good answer can be expected any more. */
    void await(OwnProcess process) {
        Deadline deadline = Deadline.in(ANSWERS_WITHIN);
        while (true) {
            if (!process.isAlive()) {
                throw ended();
            }
            try {
                program.probe(process.port());
                return;
            } catch (IOException e) {
                if (deadline.isOver()) {
                    throw failure("no answer within %d s (%s)".formatted(ANSWERS_WITHIN.toSeconds(), e.getMessage()));
                }
            } catch (StackException e) {
                throw failure(e.getMessage());
            }
            Deadline.pause();
        }
    }

    StackException ended() {
        return failure("it ended while starting"
                + LogReason.of(log()).map(reason -> ": " + reason).orElse(""));
    }

    StackException failure(String what) {
        return new StackException("%s did not start on port %d (%s): %s; log: %s"
                .formatted(
                        program.name().label(),
                        listener.port(),
                        listener.variable(),
                        // A full disk takes no log that could say so.
                        DiskSpace.isExhausted(folder.root()) ? "the disk is full" : what,
                        log()));
    }

    private Path log() {
        return folder.log(program.name());
    }
}
