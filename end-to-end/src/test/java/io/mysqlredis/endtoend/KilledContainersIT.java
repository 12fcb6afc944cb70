package io.mysqlredis.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mysqlredis.endtoend.servers.OneServer;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whichever container is killed, the pipeline goes on by itself once it is back, and nothing is lost. */
@InContainers
@ExtendWith(SharedPipeline.class)
class KilledContainersIT {

    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Pipeline pipeline;

    KilledContainersIT(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka", "registry", "redis", "connect", "watchdog"})
    void changesMadeMeanwhileArrive(String service) throws SQLException {
        String table = prepare(service);
        OneServer container = pipeline.containers().service(service);

        container.kill();
        change(table);
        container.start();

        assertLive(service);
        assertThat(pipeline.hash(table + ":1")).containsEntry("v", "3");
    }

    @ParameterizedTest
    @ValueSource(strings = "mysql")
    void changesMadeBeforeAndAfterArrive(String service) throws SQLException {
        String table = prepare(service);
        OneServer container = pipeline.containers().service(service);
        pipeline.sql("UPDATE %s SET v = 2".formatted(table));

        container.kill();
        container.start();
        pipeline.reconnect();
        change(table);

        assertLive(service);
        assertThat(pipeline.hash(table + ":1")).containsEntry("v", "3");
    }

    private String prepare(String service) throws SQLException {
        String table = "without_" + service;
        pipeline.sql(
                "CREATE TABLE %s (id INT PRIMARY KEY, v INT)".formatted(table),
                "INSERT INTO %s VALUES (1, 1), (2, 1)".formatted(table));
        pipeline.awaitCopy();
        return table;
    }

    private void change(String table) throws SQLException {
        pipeline.sql(
                "UPDATE %s SET v = 3".formatted(table),
                "INSERT INTO %s VALUES (3, 3)".formatted(table),
                "DELETE FROM %s WHERE id = 2".formatted(table));
    }

    /** A connector that has failed meanwhile is the watchdog's business. */
    private void assertLive(String service) {
        long since = System.nanoTime();
        await("live after " + service + " was killed")
                .atMost(LONGEST)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(pipeline.differences()).isEmpty());
        System.out.printf("live again %.1f s after %s is back%n", (System.nanoTime() - since) / 1e9, service);
    }
}
