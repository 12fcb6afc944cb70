package io.mysqlredis.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.Jedis;

/** The comparison that the other tests rest on sees whatever is not as it must be. */
@ExtendWith(SharedPipeline.class)
class CopyCheckIT {

    private final Pipeline pipeline;

    CopyCheckIT(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Test
    void theComparisonFindsEachKindOfDifference() throws SQLException {
        pipeline.sql(
                "CREATE TABLE compared (id INT PRIMARY KEY, a VARCHAR(9), b DECIMAL(5, 2), c BLOB, d TIMESTAMP)",
                "INSERT INTO compared VALUES (1, '', 1.50, X'00FF', '2024-02-29 12:34:56'), (2, NULL, NULL, NULL, NULL)");
        pipeline.awaitCopy();

        assertDifference("compared:1 a", redis -> redis.hdel("compared:1", "a"));
        assertDifference("compared:1 b", redis -> redis.hset("compared:1", "b", "1.5"));
        assertDifference("compared:1 c", redis -> redis.hset(utf8("compared:1"), utf8("c"), new byte[] {0, -2}));
        assertDifference("compared:1 d", redis -> redis.hset("compared:1", "d", "2024-02-29T12:34:57Z"));
        assertDifference("compared:2 a", redis -> redis.hset("compared:2", "a", ""));
        assertDifference("compared:2 x", redis -> redis.hset("compared:2", "x", "1"));
        assertDifference("compared:2", redis -> redis.del("compared:2"));
        assertDifference("compared:2", redis -> redis.set("compared:2", "no hash"));
        assertDifference("compared:3", redis -> redis.hset("compared:3", "id", "3"));
    }

    /** Does damage in Redis, sees that it is found and nothing else is, and undoes it. */
    private void assertDifference(String where, Consumer<Jedis> damage) throws SQLException {
        String key = where.split(" ", 2)[0];
        try (Jedis redis = pipeline.redis()) {
            byte[] good = redis.dump(key);
            damage.accept(redis);
            assertThat(pipeline.differences()).singleElement().asString().startsWith(where);
            redis.del(key);
            if (good != null) {
                redis.restore(key, 0, good);
            }
            assertThat(pipeline.differences()).isEmpty();
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
