package io.mysqlredis.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.Jedis;

/** A table that changes its shape while all runs is followed row by row: what is written again is as MySQL has it then. */
@ExtendWith(SharedPipeline.class)
class SchemaChangesIT {

    private static final String NO_ROW = ": is in Redis, but MySQL has no such row";
    private static final String NO_KEY = ": is a row in MySQL, but missing in Redis";

    private final Pipeline pipeline;

    SchemaChangesIT(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** Keys that no row has any more would be differences to the tests of other classes. */
    @AfterEach
    void removeTheTableAndItsKeys() throws SQLException {
        pipeline.sql("DROP TABLE IF EXISTS altered, altered_later, _altered_new, _altered_old");
        try (Jedis redis = pipeline.redis()) {
            Pipeline.dataKeys(redis).stream()
                    .filter(key -> key.contains("altered"))
                    .forEach(redis::del);
        }
    }

    @Test
    void columnsThatComeAndGoAreFollowedAsRowsAreWritten() throws SQLException {
        pipeline.sql(
                "CREATE TABLE altered (id INT PRIMARY KEY, a INT, b INT)",
                "INSERT INTO altered VALUES (1, 10, 20)",
                "ALTER TABLE altered DROP COLUMN a, ADD COLUMN c VARCHAR(10) NOT NULL DEFAULT 'new'",
                "UPDATE altered SET b = 21");
        pipeline.awaitCopy();

        assertThat(pipeline.hash("altered:1")).isEqualTo(Map.of("id", "1", "b", "21", "c", "new"));
    }

    @Test
    void anAddedColumnIsThereOnceItsRowIsWritten() throws SQLException {
        pipeline.sql("CREATE TABLE altered (id INT PRIMARY KEY, a INT)", "INSERT INTO altered VALUES (1, 10), (2, 20)");
        pipeline.awaitCopy();

        pipeline.sql(
                "ALTER TABLE altered ADD COLUMN b INT NOT NULL DEFAULT 5 FIRST, ADD COLUMN c INT DEFAULT 6",
                "UPDATE altered SET a = 11 WHERE id = 1",
                "INSERT INTO altered (id, c) VALUES (3, NULL)");
        pipeline.awaitDifferences(
                "altered:2 b: MySQL has '5', Redis nothing", "altered:2 c: MySQL has '6', Redis nothing");
        assertThat(pipeline.hash("altered:1")).isEqualTo(Map.of("id", "1", "a", "11", "b", "5", "c", "6"));
        assertThat(pipeline.hash("altered:3")).isEqualTo(Map.of("id", "3", "b", "5"));

        pipeline.sql("UPDATE altered SET a = 21 WHERE id = 2");
        pipeline.awaitCopy();
    }

    @Test
    void aDroppedColumnIsGoneOnceItsRowIsWritten() throws SQLException {
        pipeline.sql(
                "CREATE TABLE altered (id INT PRIMARY KEY, a INT, b INT)",
                "INSERT INTO altered VALUES (1, 10, 11), (2, 20, 21)");
        pipeline.awaitCopy();

        pipeline.sql("ALTER TABLE altered DROP COLUMN a", "UPDATE altered SET b = 12 WHERE id = 1");
        pipeline.awaitDifferences("altered:2 a: MySQL has no such column, Redis '20'");
        assertThat(pipeline.hash("altered:1")).isEqualTo(Map.of("id", "1", "b", "12"));
    }

    @Test
    void aRenamedColumnHasItsNewNameOnceItsRowIsWritten() throws SQLException {
        pipeline.sql("CREATE TABLE altered (id INT PRIMARY KEY, a INT)", "INSERT INTO altered VALUES (1, 10)");
        pipeline.awaitCopy();

        pipeline.sql("ALTER TABLE altered RENAME COLUMN a TO b", "UPDATE altered SET b = 11");
        pipeline.awaitCopy();

        assertThat(pipeline.hash("altered:1")).isEqualTo(Map.of("id", "1", "b", "11"));
    }

    @Test
    void aColumnOfAnotherTypeIsRenderedAsThatType() throws SQLException {
        pipeline.sql("CREATE TABLE altered (id INT PRIMARY KEY, v INT)", "INSERT INTO altered VALUES (1, 10)");
        pipeline.awaitCopy();

        pipeline.sql(
                "ALTER TABLE altered MODIFY v BIGINT UNSIGNED, MODIFY id BIGINT",
                "UPDATE altered SET v = 18446744073709551615",
                "INSERT INTO altered VALUES (9223372036854775807, 1)");
        pipeline.awaitCopy();
        assertThat(pipeline.hash("altered:1")).containsEntry("v", "18446744073709551615");

        pipeline.sql("ALTER TABLE altered MODIFY v VARCHAR(30)", "UPDATE altered SET v = '007' WHERE id = 1");
        pipeline.awaitCopy();
        assertThat(pipeline.hash("altered:1")).containsEntry("v", "007");

        pipeline.sql("ALTER TABLE altered MODIFY v DECIMAL(30, 2)", "UPDATE altered SET v = v + 1");
        pipeline.awaitCopy();
        assertThat(pipeline.hash("altered:1")).containsEntry("v", "8.00");
    }

    @Test
    void aRenamedTableHasNewKeysForWhatIsWrittenAndLeavesItsOldOnes() throws SQLException {
        pipeline.sql("CREATE TABLE altered (id INT PRIMARY KEY, v INT)", "INSERT INTO altered VALUES (1, 1), (2, 2)");
        pipeline.awaitCopy();

        pipeline.sql("RENAME TABLE altered TO altered_later", "UPDATE altered_later SET v = 11 WHERE id = 1");
        pipeline.awaitDifferences("altered:1" + NO_ROW, "altered:2" + NO_ROW, "altered_later:2" + NO_KEY);

        pipeline.sql("DELETE FROM altered_later WHERE id = 1", "UPDATE altered_later SET v = 22 WHERE id = 2");
        pipeline.awaitDifferences("altered:1" + NO_ROW, "altered:2" + NO_ROW);
    }

    @Test
    void aTableThatIsMadeAnewInAnotherShapeLeavesNothingOfTheOldInARowThatIsWritten() throws SQLException {
        pipeline.sql(
                "CREATE TABLE altered (id INT PRIMARY KEY, a INT, b VARCHAR(9))",
                "INSERT INTO altered VALUES (1, 10, 'x'), (2, 20, 'y')");
        pipeline.awaitCopy();

        pipeline.sql(
                "DROP TABLE altered",
                "CREATE TABLE altered (a VARCHAR(9), id VARCHAR(9) PRIMARY KEY)",
                "INSERT INTO altered VALUES ('text', '1')");
        pipeline.awaitDifferences("altered:2" + NO_ROW);
        assertThat(pipeline.hash("altered:1")).isEqualTo(Map.of("id", "1", "a", "text"));
    }

    @Test
    void anotherPrimaryKeyMakesNewKeysAndLeavesTheOldOnes() throws SQLException {
        pipeline.sql(
                "CREATE TABLE altered (id INT PRIMARY KEY, a INT NOT NULL)",
                "INSERT INTO altered VALUES (1, 7), (2, 8)");
        pipeline.awaitCopy();

        pipeline.sql(
                "ALTER TABLE altered DROP PRIMARY KEY, ADD PRIMARY KEY (a, id)",
                "UPDATE altered SET a = 9 WHERE id = 1");
        pipeline.awaitDifferences("altered:1" + NO_ROW, "altered:2" + NO_ROW, "altered:8:2" + NO_KEY);
        assertThat(pipeline.hash("altered:9:1")).isEqualTo(Map.of("id", "1", "a", "9"));
    }

    /** As gh-ost and pt-online-schema-change do it. */
    @Test
    void aTableThatIsSwappedForItsCopyKeepsItsKeysAndLeavesThoseOfTheCopy() throws SQLException {
        pipeline.sql("CREATE TABLE altered (id INT PRIMARY KEY, v INT)", "INSERT INTO altered VALUES (1, 1), (2, 2)");
        pipeline.awaitCopy();

        pipeline.sql(
                "CREATE TABLE _altered_new LIKE altered",
                "ALTER TABLE _altered_new ADD COLUMN c INT DEFAULT 5",
                "INSERT INTO _altered_new (id, v) SELECT id, v FROM altered",
                "RENAME TABLE altered TO _altered_old, _altered_new TO altered",
                "DROP TABLE _altered_old",
                "UPDATE altered SET v = 11 WHERE id = 1");
        pipeline.awaitDifferences(
                "altered:2 c: MySQL has '5', Redis nothing", "_altered_new:1" + NO_ROW, "_altered_new:2" + NO_ROW);
        assertThat(pipeline.hash("altered:1")).isEqualTo(Map.of("id", "1", "v", "11", "c", "5"));
    }
}
