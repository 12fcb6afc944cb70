package io.mysqlredis.endtoend.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Tells how long a change takes to be visible in Redis, by rows of the load's own tables that lie in all partitions: it sees them
 * only when whatever was changed before is through.
 */
final class Pulse {

    private static final int FIRST = 1_000_001;
    private static final int ROWS = 32;

    private final Sessions mysql;
    private final Supplier<Jedis> redis;
    private final LongSupplier numbers;

    Pulse(Sessions mysql, Supplier<Jedis> redis, LongSupplier numbers) {
        this.mysql = mysql;
        this.redis = redis;
        this.numbers = numbers;
    }

    /** Writes the rows, and returns how long it took until the last one was visible; empty where that took longer than this. */
    Optional<Duration> beat(Duration longest) throws SQLException {
        String n = Long.toString(numbers.getAsLong());
        long begin = System.nanoTime();
        write(n);
        Pace looks = new Pace(100);
        while (System.nanoTime() - begin < longest.toNanos()) {
            try (Jedis connection = redis.get()) {
                if (awaitVisible(connection, n, begin + longest.toNanos(), looks)) {
                    return Optional.of(Duration.ofNanos(System.nanoTime() - begin));
                }
            } catch (JedisException e) {
                // Redis is away.
                looks.await(1);
            }
        }
        return Optional.empty();
    }

    private void write(String n) throws SQLException {
        try (Connection session = mysql.open();
                Statement statement = session.createStatement()) {
            session.setAutoCommit(false);
            for (LoadTable table : LoadTable.ALL) {
                statement.execute(ids().mapToObj(id -> "(%d, %s)".formatted(id, n))
                        .collect(Collectors.joining(
                                ", ",
                                "INSERT INTO shop.%s (id, n) VALUES ".formatted(table.name()),
                                " ON DUPLICATE KEY UPDATE n = VALUES(n)")));
            }
            session.commit();
        }
    }

    private static boolean awaitVisible(Jedis redis, String n, long end, Pace looks) {
        while (System.nanoTime() < end) {
            if (isVisible(redis, n)) {
                return true;
            }
            looks.await(1);
        }
        return false;
    }

    private static boolean isVisible(Jedis redis, String n) {
        Pipeline pipeline = redis.pipelined();
        List<Response<String>> found = new ArrayList<>();
        for (LoadTable table : LoadTable.ALL) {
            ids().forEach(id -> found.add(pipeline.hget(table.key(id), "n")));
        }
        pipeline.sync();
        return found.stream().allMatch(reply -> n.equals(reply.get()));
    }

    private static IntStream ids() {
        return IntStream.range(FIRST, FIRST + ROWS);
    }
}
