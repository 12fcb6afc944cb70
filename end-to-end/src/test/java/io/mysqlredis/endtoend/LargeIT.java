package io.mysqlredis.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.Jedis;

/** What is large, in bytes or in rows, arrives whole. */
@ExtendWith(SharedPipeline.class)
class LargeIT {

    private static final int MEGABYTE = 1 << 20;

    private final Pipeline pipeline;

    LargeIT(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Test
    void aLargeTransactionArrivesWhole() throws SQLException {
        pipeline.sql("CREATE TABLE large (id INT PRIMARY KEY, v VARCHAR(20))", "BEGIN");
        try (PreparedStatement insert = pipeline.prepare("INSERT INTO large VALUES (?, ?)")) {
            for (int i = 0; i < 5_000; i++) {
                insert.setInt(1, i);
                insert.setString(2, "row " + i);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        pipeline.sql("UPDATE large SET v = 'updated' WHERE id % 2 = 0", "DELETE FROM large WHERE id % 3 = 0", "COMMIT");

        pipeline.awaitCopy();
    }

    @Test
    void aRowOfSixteenMegabytesInTwoColumnsIsCopied() throws SQLException {
        byte[] blob = new byte[8 * MEGABYTE];
        new Random(1).nextBytes(blob);
        pipeline.sql("CREATE TABLE huge (id INT PRIMARY KEY, v LONGBLOB, t LONGTEXT, n INT)");
        try (PreparedStatement insert = pipeline.prepare("INSERT INTO huge VALUES (1, ?, ?, 1)")) {
            insert.setBytes(1, blob);
            insert.setString(2, "ü".repeat(4 * MEGABYTE));
            insert.execute();
        }
        // Its record holds the row twice, before and after.
        pipeline.sql("UPDATE huge SET n = 2");

        pipeline.awaitCopy();
        try (Jedis redis = pipeline.redis()) {
            assertThat(redis.hget("huge:1".getBytes(StandardCharsets.UTF_8), "v".getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo(blob);
        }
        pipeline.sql("DELETE FROM huge");
        pipeline.awaitCopy();
    }
}
