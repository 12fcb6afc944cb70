package io.mysqlredis.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The main job: whatever happens to rows in MySQL, Redis ends up as their copy. */
@ExtendWith(SharedPipeline.class)
class ChangesIT {

    private final Pipeline pipeline;

    ChangesIT(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Test
    void insertUpdateAndDeleteArrive() throws SQLException {
        pipeline.sql(
                "CREATE TABLE changes (id INT AUTO_INCREMENT PRIMARY KEY, v VARCHAR(10))",
                "INSERT INTO changes (v) VALUES ('a'), ('b'), ('c')");
        pipeline.awaitCopy();

        pipeline.sql("UPDATE changes SET v = 'x' WHERE id = 2", "DELETE FROM changes WHERE id = 3");
        pipeline.awaitCopy();

        assertThat(pipeline.hash("changes:2")).isEqualTo(Map.of("id", "2", "v", "x"));
        assertThat(pipeline.hash("changes:3")).isEmpty();
    }

    @Test
    void aPrimaryKeyUpdateMovesTheRow() throws SQLException {
        pipeline.sql(
                "CREATE TABLE moves (a VARCHAR(10), b INT, v INT, PRIMARY KEY (a, b))",
                "INSERT INTO moves VALUES ('x:y', 1, 7), ('x', 2, 8)");
        pipeline.awaitCopy();
        assertThat(pipeline.hash("moves:x\\:y:1")).containsEntry("v", "7");

        pipeline.sql("UPDATE moves SET b = b + 10");
        pipeline.awaitCopy();

        assertThat(pipeline.hash("moves:x\\:y:1")).isEmpty();
        assertThat(pipeline.hash("moves:x\\:y:11")).containsEntry("v", "7");
    }

    @Test
    void aKeyHasItsColumnsInTheOrderOfThePrimaryKey() throws SQLException {
        pipeline.sql(
                "CREATE TABLE ordered (a INT, v INT, b INT, c INT, PRIMARY KEY (c, a, b))",
                "INSERT INTO ordered VALUES (1, 7, 2, 3)");
        pipeline.awaitCopy();

        assertThat(pipeline.hash("ordered:3:1:2")).containsEntry("v", "7");
    }

    @Test
    void twoRowsThatSwapTheirKeysEndUpSwapped() throws SQLException {
        pipeline.sql(
                "CREATE TABLE swaps (id INT PRIMARY KEY, v VARCHAR(10))",
                "INSERT INTO swaps VALUES (1, 'a'), (2, 'b')");
        pipeline.sql(
                "BEGIN",
                "UPDATE swaps SET id = 3 WHERE id = 1",
                "UPDATE swaps SET id = 1 WHERE id = 2",
                "UPDATE swaps SET id = 2 WHERE id = 3",
                "COMMIT");
        pipeline.awaitCopy();

        assertThat(pipeline.hash("swaps:1")).containsEntry("v", "b");
        assertThat(pipeline.hash("swaps:2")).containsEntry("v", "a");
        assertThat(pipeline.hash("swaps:3")).isEmpty();
    }

    @Test
    void aColumnThatBecomesNullLeavesTheHash() throws SQLException {
        pipeline.sql(
                "CREATE TABLE nulls (id INT PRIMARY KEY, v VARCHAR(10) DEFAULT 'a default')",
                "INSERT INTO nulls VALUES (1, 'a')");
        pipeline.awaitCopy();

        pipeline.sql("UPDATE nulls SET v = NULL");
        pipeline.awaitCopy();

        assertThat(pipeline.hash("nulls:1")).isEqualTo(Map.of("id", "1"));
    }

    @Test
    void aNewTableIsPickedUpWithinSeconds() throws SQLException {
        pipeline.sql("CREATE TABLE brand_new (id INT PRIMARY KEY)", "INSERT INTO brand_new VALUES (1)");

        await().atMost(Duration.ofSeconds(15))
                .until(() -> !pipeline.hash("brand_new:1").isEmpty());
    }

    @Test
    void aRowThatIsInsertedAndDeletedInOneTransactionLeavesNothing() throws SQLException {
        pipeline.sql(
                "CREATE TABLE brief (id INT PRIMARY KEY)",
                "BEGIN",
                "INSERT INTO brief VALUES (1), (2)",
                "DELETE FROM brief WHERE id = 1",
                "COMMIT");
        await().until(() -> !pipeline.hash("brief:2").isEmpty());
        pipeline.awaitCopy();

        assertThat(pipeline.hash("brief:1")).isEmpty();
    }

    @Test
    void yearsBeforeAHundredStayAsTheyAre() throws SQLException {
        pipeline.sql(
                "CREATE TABLE early (id INT PRIMARY KEY, d DATE, t DATETIME(1))",
                "INSERT INTO early VALUES (1, '0050-01-01', '0099-12-31 23:59:59.5')");
        pipeline.awaitCopy();

        assertThat(pipeline.hash("early:1"))
                .containsEntry("d", "0050-01-01")
                .containsEntry("t", "0099-12-31T23:59:59.5");
    }
}
