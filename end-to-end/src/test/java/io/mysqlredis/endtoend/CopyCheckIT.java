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
        pipeline.sql("""
                CREATE TABLE compared (id INT PRIMARY KEY, a VARCHAR(9), b DECIMAL(5, 2), c BLOB, d TIMESTAMP, e JSON,
                    f POINT SRID 4326, g GEOMETRY)""", """
                INSERT INTO compared VALUES (1, '', 1.50, X'00FF', '2024-02-29 12:34:56', '[1, " : "]',
                    ST_GeomFromText('POINT(52.5 13.4)', 4326), ST_GeomFromText('MULTIPOINT(0 0, 1 2)'))""", "INSERT INTO compared (id) VALUES (2)");
        pipeline.awaitCopy();

        assertDifference("compared:1 a", redis -> redis.hdel("compared:1", "a"));
        assertDifference("compared:1 b", redis -> redis.hset("compared:1", "b", "1.5"));
        assertDifference("compared:1 c", redis -> redis.hset(utf8("compared:1"), utf8("c"), new byte[] {0, -2}));
        assertDifference("compared:1 d", redis -> redis.hset("compared:1", "d", "2024-02-29T12:34:57Z"));
        assertDifference("compared:1 e", redis -> redis.hset("compared:1", "e", "[1, \" : \"]"));
        assertDifference("compared:1 f", redis -> redis.hset("compared:1", "f", "SRID=4326;POINT (52.5 13.4)"));
        assertDifference("compared:1 g", redis -> redis.hset("compared:1", "g", "MULTIPOINT ((0 0), (1 3))"));
        assertDifference("compared:2 a", redis -> redis.hset("compared:2", "a", ""));
        assertDifference("compared:2 x", redis -> redis.hset("compared:2", "x", "1"));
        assertDifference("compared:2", redis -> redis.del("compared:2"));
        assertDifference("compared:2", redis -> redis.set("compared:2", "no hash"));
        assertDifference("compared:3", redis -> redis.hset("compared:3", "id", "3"));
    }

    @Test
    void watermarksAreNoPartOfTheCopy() throws SQLException {
        pipeline.awaitCopy();
        try (Jedis redis = pipeline.redis()) {
            redis.hset("__connect:somebody:topic:0", "offset", "1");
            assertThat(pipeline.differences()).isEmpty();
            redis.del("__connect:somebody:topic:0");
        }
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
