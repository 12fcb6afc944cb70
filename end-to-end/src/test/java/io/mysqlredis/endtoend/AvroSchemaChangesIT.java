package io.mysqlredis.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The registry follows a table that changes its shape, and every record is read with the schema that it was written with. */
@WithRegistry
class AvroSchemaChangesIT {

    private static final int ROWS_BETWEEN = 50;
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Pipeline pipeline;
    private final AtomicInteger inserted = new AtomicInteger();
    private final AtomicBoolean isOver = new AtomicBoolean();

    AvroSchemaChangesIT(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Test
    void columnsAreAddedRetypedAndDroppedWhileRowsFlow() throws Exception {
        pipeline.sql("CREATE TABLE evolving (id INT AUTO_INCREMENT PRIMARY KEY, a INT NOT NULL)");
        ExecutorService threads = Executors.newSingleThreadExecutor();
        Future<?> flow = threads.submit(() -> {
            insertUntilOver();
            return null;
        });
        try {
            for (String change : List.of(
                    "ADD COLUMN b INT NOT NULL",
                    "ADD COLUMN c DECIMAL(10, 2) DEFAULT 1.50, ADD COLUMN d VARBINARY(9)",
                    "MODIFY a BIGINT UNSIGNED NOT NULL",
                    "MODIFY b VARCHAR(20) NOT NULL",
                    "DROP COLUMN a")) {
                awaitMoreRows();
                pipeline.sql("ALTER TABLE evolving " + change);
            }
            awaitMoreRows();
        } finally {
            isOver.set(true);
            flow.get();
            threads.shutdown();
        }
        // What was written before a change has the shape of that time; written again, all have the present one.
        pipeline.sql("UPDATE evolving SET b = CONCAT('row ', id), d = X'00FF'");
        pipeline.awaitCopy();

        assertThat(pipeline.hash("evolving:1"))
                .containsOnlyKeys("id", "b", "c", "d")
                .containsEntry("b", "row 1")
                .containsEntry("c", "1.50");
        RegistryApi registry = RegistryApi.of(pipeline);
        assertThat(registry.versions("mysql.shop.evolving-value")).isEqualTo(6);
        assertThat(registry.versions("mysql.shop.evolving-key")).isEqualTo(1);
    }

    @Test
    void aKeyOfAnotherTypeIsAnotherSchemaAndTheSameRow() throws SQLException {
        pipeline.sql("CREATE TABLE rekeyed (id INT PRIMARY KEY, v INT)", "INSERT INTO rekeyed VALUES (1, 1)");
        pipeline.awaitCopy();

        pipeline.sql("ALTER TABLE rekeyed MODIFY id BIGINT", "UPDATE rekeyed SET v = 2");
        pipeline.awaitCopy();

        assertThat(pipeline.hash("rekeyed:1")).containsEntry("v", "2");
        assertThat(RegistryApi.of(pipeline).versions("mysql.shop.rekeyed-key")).isEqualTo(2);
    }

    @Test
    void aNullIsNoDefaultWhereverTheUnionHasIt() throws SQLException {
        pipeline.sql(
                "CREATE TABLE unions (id INT PRIMARY KEY, a INT, b INT DEFAULT 5, c VARCHAR(9) DEFAULT 'x')",
                "INSERT INTO unions VALUES (1, NULL, NULL, NULL), (2, 1, 2, 'y')",
                "INSERT INTO unions (id) VALUES (3)");
        pipeline.awaitCopy();

        assertThat(pipeline.hash("unions:1")).isEqualTo(Map.of("id", "1"));
        RegistryApi registry = RegistryApi.of(pipeline);
        assertThat(registry.schema(registry.id("mysql.shop.unions-value")))
                .contains("[\"null\",\"int\"]")
                .contains("\"default\":5");
    }

    @Test
    void aNameThatAvroDoesNotTakeIsAdjusted() throws SQLException {
        pipeline.sql(
                "CREATE TABLE adjusted (id INT PRIMARY KEY, `first-name` VARCHAR(9))",
                "INSERT INTO adjusted VALUES (1, 'Ada')");

        pipeline.awaitDifferences(
                "adjusted:1 first-name: MySQL has 'Ada', Redis nothing",
                "adjusted:1 first_name: MySQL has no such column, Redis 'Ada'");

        pipeline.sql("DELETE FROM adjusted", "DROP TABLE adjusted");
        pipeline.awaitCopy();
    }

    private void insertUntilOver() throws SQLException {
        try (Connection session = pipeline.connection()) {
            // A column that is new and has no default takes zero, or nothing.
            Sql.run(session, "SET sql_mode = ''", "USE shop");
            while (!isOver.get()) {
                Sql.run(session, "INSERT INTO evolving (id) VALUES (NULL)");
                inserted.incrementAndGet();
            }
        }
    }

    private void awaitMoreRows() {
        int enough = inserted.get() + ROWS_BETWEEN;
        await("rows flow").atMost(LONGEST).until(() -> inserted.get() >= enough);
    }
}
