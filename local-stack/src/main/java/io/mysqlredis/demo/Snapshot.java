package io.mysqlredis.demo;

import io.mysqlredis.pipeline.PipelineException;
import io.mysqlredis.stack.Progress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import redis.clients.jedis.Jedis;

/** The time from posting the connectors until Redis has a key for every row. */
final class Snapshot {

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final Duration REPORT_EVERY = Duration.ofSeconds(2);

    private final Connection mysql;
    private final Jedis redis;
    private final Runnable requireThatConnectorsRun;

    Snapshot(Connection mysql, Jedis redis, Runnable requireThatConnectorsRun) {
        this.mysql = mysql;
        this.redis = redis;
        this.requireThatConnectorsRun = requireThatConnectorsRun;
    }

    /**
     * Waits while nobody else changes rows.
     *
     * @throws PipelineException if a connector fails, or rows are still missing after two minutes
     */
    void await(String database, Progress progress) throws SQLException {
        Instant start = Instant.now();
        Instant nextReport = start.plus(REPORT_EVERY);
        long rows = rows(database);
        while (redis.dbSize() < rows) {
            requireThatConnectorsRun.run();
            Duration elapsed = Duration.between(start, Instant.now());
            if (elapsed.compareTo(LONGEST) > 0) {
                throw new PipelineException(
                        "Redis has %d of %d rows after %d s; .stack/demo/logs/connect.log may tell why"
                                .formatted(redis.dbSize(), rows, LONGEST.toSeconds()));
            }
            if (Instant.now().isAfter(nextReport)) {
                progress.report("%d of %d rows after %d s".formatted(redis.dbSize(), rows, elapsed.toSeconds()));
                nextReport = Instant.now().plus(REPORT_EVERY);
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        Duration elapsed = Duration.between(start, Instant.now());
        progress.report("all %d rows are in Redis after %.1f s".formatted(rows, elapsed.toMillis() / 1_000.0));
    }

    private long rows(String database) throws SQLException {
        long rows = 0;
        for (String table : tables(database)) {
            rows += number("SELECT COUNT(*) FROM `%s`.`%s`".formatted(database, table));
        }
        return rows;
    }

    private List<String> tables(String database) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = mysql.createStatement();
                ResultSet found = statement.executeQuery("SHOW TABLES FROM `" + database + "`")) {
            while (found.next()) {
                tables.add(found.getString(1));
            }
        }
        return tables;
    }

    private long number(String query) throws SQLException {
        try (Statement statement = mysql.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            found.next();
            return found.getLong(1);
        }
    }
}
