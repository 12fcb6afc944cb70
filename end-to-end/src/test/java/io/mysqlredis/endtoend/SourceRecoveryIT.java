package io.mysqlredis.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mysqlredis.endtoend.servers.OneServer;
import io.mysqlredis.stack.ServerName;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * After a server was away the pipeline goes on by itself, and no row is missing.
 *
 * <p>The times that are promised are half of those that are asserted, since tests share the machine with others. Those of the
 * faults profile run beside its other tests, as they mostly wait for a server that is away.
 */
@ExtendWith(SharedPipeline.class)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(SharedPipeline.ALONE)
class SourceRecoveryIT {

    private static final Duration AFTER_MYSQL = Duration.ofSeconds(2 * 30);
    private static final Duration AFTER_KAFKA = Duration.ofSeconds(2 * 20);
    /** Longer than the source tries to reach MySQL by itself. */
    private static final Duration LONG = Duration.ofSeconds(25);
    /** Longer than Kafka's clients wait by default. */
    private static final Duration MINUTES = Duration.ofSeconds(130);

    private final Pipeline pipeline;

    SourceRecoveryIT(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Test
    void afterMySqlWasRestartedInOrder() throws SQLException {
        pipeline.sql(
                "CREATE TABLE restarted (id INT PRIMARY KEY, v INT)", "INSERT INTO restarted VALUES (1, 1), (2, 1)");
        pipeline.awaitCopy();
        pipeline.sql("UPDATE restarted SET v = 2");

        mysql().stop();
        mysql().start();

        pipeline.reconnect();
        changeAll("restarted");
        assertLiveWithin(AFTER_MYSQL, "MySQL was restarted in order");
        assertThat(pipeline.hash("restarted:1")).containsEntry("v", "3");
    }

    @Test
    @Tag("faults")
    void afterMySqlWasAwayForSoLongThatOnlyTheWatchdogHelps() throws Exception {
        pipeline.sql("CREATE TABLE watched (id INT PRIMARY KEY, v INT)", "INSERT INTO watched VALUES (1, 1), (2, 1)");
        pipeline.awaitCopy();
        try (WatchdogProcess watchdog =
                WatchdogProcess.over(pipeline.endpoints().connect())) {
            mysql().stop();
            await("the watchdog restarts the source")
                    .atMost(LONG.multipliedBy(4))
                    .until(() -> watchdog.output().contains("Restarting mysql-source task 0, restart 1: "));
            mysql().start();

            pipeline.reconnect();
            changeAll("watched");
            assertLiveUnderWatchWithin(AFTER_MYSQL, "MySQL was away for long");

            assertThat(watchdog.output())
                    .contains("Communications link failure")
                    .doesNotContain("\tat ");
            watchdog.terminate();
            assertThat(watchdog.output()).contains("Ended");
        }
    }

    @Test
    @Tag("faults")
    void afterTheBrokerWasAwayForMinutesWhileATableWasCreated() throws SQLException {
        pipeline.awaitCopy();

        // A worker that shares tasks out stops none of them meanwhile: the source meets the broker's absence by itself.
        pipeline.post(pipeline.sinkOf(Pipeline.DATABASE, "passing-sink", 13, Map.of()));
        pipeline.remove(List.of("passing-sink"));
        kafka().stop();
        pipeline.sql(
                "CREATE TABLE meanwhile (id INT PRIMARY KEY, v INT)", "INSERT INTO meanwhile VALUES (1, 1), (2, 1)");
        away(MINUTES);
        kafka().start();

        changeAll("meanwhile");
        assertLiveWithin(AFTER_KAFKA, "the broker was away for minutes");
        assertThat(pipeline.hash("meanwhile:3")).containsEntry("v", "3");
    }

    private void changeAll(String table) throws SQLException {
        pipeline.sql(
                "UPDATE %s SET v = 3".formatted(table),
                "INSERT INTO %s VALUES (3, 3)".formatted(table),
                "DELETE FROM %s WHERE id = 2".formatted(table));
    }

    /** Fails at once where a task has failed: then it did not recover by itself. */
    private void assertLiveWithin(Duration bound, String what) {
        long since = System.nanoTime();
        await("live after " + what)
                .atMost(bound)
                .untilAsserted(() -> assertThat(pipeline.differences()).isEmpty());
        report(what, since);
    }

    private void assertLiveUnderWatchWithin(Duration bound, String what) {
        long since = System.nanoTime();
        await("live after " + what)
                .atMost(bound)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(pipeline.differences()).isEmpty());
        report(what, since);
    }

    private static void report(String what, long since) {
        System.out.printf("live again %.1f s after %s and is back%n", (System.nanoTime() - since) / 1e9, what);
    }

    /** There is nothing to wait for but the time itself. */
    private static void away(Duration time) {
        await().pollDelay(time).atMost(time.multipliedBy(2)).until(() -> true);
    }

    private OneServer mysql() {
        return pipeline.server(ServerName.MYSQL);
    }

    private OneServer kafka() {
        return pipeline.server(ServerName.KAFKA);
    }
}
