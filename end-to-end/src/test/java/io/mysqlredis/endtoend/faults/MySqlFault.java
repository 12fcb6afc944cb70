package io.mysqlredis.endtoend.faults;

import static org.awaitility.Awaitility.await;

import io.mysqlredis.endtoend.Pipeline;
import io.mysqlredis.pipeline.ConnectApi;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;

/** What can happen to MySQL. */
enum MySqlFault implements Fault {
    KILLED("MySQL killed") {
        @Override
        public void inject(Stage stage) {
            stage.mysql().kill();
        }

        @Override
        public void heal(Stage stage) {
            stage.mysql().start();
        }
    },

    RESTARTED("MySQL stopped and started") {
        @Override
        public void inject(Stage stage) {
            stage.mysql().stop();
        }

        @Override
        public void heal(Stage stage) {
            stage.mysql().start();
        }
    },

    /** As planned work: nothing is under way, and no row is deleted before the source's new snapshot, which would not tell of it. */
    BINLOGS_RESET("MySQL's binlogs reset, the source's offsets too") {
        @Override
        public void inject(Stage stage) throws Exception {
            ConnectApi connect = stage.pipeline().connect();
            stage.load().stop();
            stage.awaitLive();
            connect.stop(Pipeline.SOURCE);
            await().atMost(Duration.ofSeconds(30)).until(() -> connect.isStopped(Pipeline.SOURCE));
            try (Connection session = stage.pipeline().connection();
                    Statement statement = session.createStatement()) {
                statement.execute("RESET MASTER");
            }
        }

        @Override
        public void heal(Stage stage) {
            stage.pipeline().connect().resetOffsets(Pipeline.SOURCE);
            stage.pipeline().connect().resume(Pipeline.SOURCE);
        }
    };

    private final String description;

    MySqlFault(String description) {
        this.description = description;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public Duration liveWithin() {
        return Duration.ofSeconds(30);
    }

    @Override
    public String toString() {
        return description;
    }
}
