package io.mysqlredis.endtoend.faults;

import static org.awaitility.Awaitility.await;

import io.mysqlredis.endtoend.Pipeline;
import java.time.Duration;

/** What can happen to the Connect workers, on which the source's task runs as well as the sink's. */
enum WorkerFault implements Fault {
    KILLED("the only worker killed") {
        @Override
        public void inject(Stage stage) {
            stage.worker().kill();
        }

        @Override
        public void heal(Stage stage) {
            stage.worker().start();
        }
    },

    JOINED_AND_LEFT("a second worker joins, and leaves again") {
        @Override
        public void inject(Stage stage) {
            join(stage);
        }

        @Override
        public void heal(Stage stage) {
            stage.secondWorker().stop();
        }
    },

    ONE_OF_TWO_KILLED("one of two workers killed") {
        @Override
        public void inject(Stage stage) {
            join(stage);
            Patience.lasts(Duration.ofSeconds(3));
            stage.secondWorker().kill();
        }

        @Override
        public void heal(Stage stage) {
            stage.secondWorker().start();
        }
    },

    /** It wakes up when its tasks have long been another worker's, with records in its hands. */
    ONE_OF_TWO_FROZEN("one of two workers frozen for 60 s (SIGSTOP)") {
        @Override
        public void inject(Stage stage) {
            join(stage);
            stage.secondWorker().freeze();
        }

        @Override
        public void heal(Stage stage) {
            stage.secondWorker().thaw();
        }

        @Override
        public Duration lasts() {
            return Duration.ofSeconds(60);
        }
    };

    static final Duration LIVE_WITHIN = Duration.ofSeconds(30);

    private final String description;

    WorkerFault(String description) {
        this.description = description;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public Duration liveWithin() {
        return LIVE_WITHIN;
    }

    @Override
    public String toString() {
        return description;
    }

    private static void join(Stage stage) {
        stage.secondWorker().start();
        String worker = "127.0.0.1:" + stage.secondWorker().port();
        await("the second worker has tasks")
                .atMost(Duration.ofSeconds(60))
                .until(() -> stage.pipeline().connect().workers(Pipeline.SINK).contains(worker));
    }
}
