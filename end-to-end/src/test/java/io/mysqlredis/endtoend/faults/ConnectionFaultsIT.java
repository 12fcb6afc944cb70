package io.mysqlredis.endtoend.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mysqlredis.endtoend.Pipeline;
import io.mysqlredis.endtoend.SharedPipeline;
import io.mysqlredis.pipeline.ConnectorFile;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import redis.clients.jedis.Jedis;

/**
 * Wherever the connection to Redis is cut or held up, a batch is applied as a whole, once, and never after a later one.
 *
 * <p>Needs no load, and none of the servers away: those of the faults profile run beside its other tests, on the pipeline that these do
 * not use.
 */
@ExtendWith({SharedStage.class, SharedPipeline.class})
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(SharedPipeline.ALONE)
class ConnectionFaultsIT {

    private static final int ROWS = 3;
    private static final int REDIS_DATABASE = 14;
    /** Behind the end of a batch no cut happens. */
    private static final int MISSES_AT_THE_END = 3;
    /** No test's numbers, and no test's sink, are another one's. */
    private static final AtomicInteger TESTS = new AtomicInteger();

    private static final long NUMBERS_EACH = 1_000_000;

    private final Pipeline pipeline;
    private final Jedis redis;
    private final TcpProxy proxy;
    private final Connection mysql;
    private final String sink;
    private long n;

    /** @param stage is only to be there before: a pipeline under load cannot start beside this one, which takes all of a core */
    ConnectionFaultsIT(Stage stage, Pipeline pipeline) throws IOException, SQLException {
        this.pipeline = pipeline;
        this.redis = pipeline.redis(REDIS_DATABASE);
        this.proxy = TcpProxy.to(pipeline.endpoints().redisPort());
        this.mysql = pipeline.connection();
        int test = TESTS.incrementAndGet();
        this.sink = "proxied-sink-" + test;
        this.n = test * NUMBERS_EACH;
    }

    @BeforeEach
    void postASinkThatGoesThroughTheProxy() throws SQLException {
        sql("CREATE TABLE IF NOT EXISTS shop.cut (id INT PRIMARY KEY, n BIGINT NOT NULL)", "DELETE FROM shop.cut");
        sql(IntStream.rangeClosed(1, ROWS)
                .mapToObj(id -> "(%d, %d)".formatted(id, n))
                .collect(Collectors.joining(", ", "INSERT INTO shop.cut VALUES ", "")));
        Map<String, String> config =
                new HashMap<>(pipeline.shipped(Pipeline.SINK).config());
        config.put("topics.regex", "mysql\\.shop\\.cut");
        config.put("tasks.max", "1");
        config.put("redis.uri", "redis://127.0.0.1:%d/%d".formatted(proxy.port(), REDIS_DATABASE));
        config.put("redis.timeout.ms", "1000");
        pipeline.post(new ConnectorFile(sink, config));
        awaitRows();
    }

    @AfterEach
    void removeIt() throws IOException, SQLException {
        pipeline.remove(List.of(sink));
        mysql.close();
        redis.flushDB();
        redis.close();
        proxy.close();
    }

    @Test
    void aBatchCutHereAndThereIsAppliedAsAWhole() throws SQLException {
        cutEvery(150, Cut.Direction.REQUEST);
        cutEvery(150, Cut.Direction.REPLY);
    }

    @Tag("faults")
    @Test
    void aBatchCutAtAnyByteIsAppliedAsAWhole() throws SQLException {
        cutEvery(1, Cut.Direction.REQUEST);
        cutEvery(1, Cut.Direction.REPLY);
    }

    @Tag("faults")
    @Test
    void aBatchThatArrivesAfterItsRetryChangesNothing() throws SQLException {
        proxy.hold(said(n + 1));
        change();
        awaitRows();
        List<TcpLink> late = proxy.held();
        assertThat(late).hasSize(1);
        change();
        awaitRows();

        proxy.release();

        await().until(() -> late.stream().allMatch(TcpLink::isOver));
        assertThat(rows()).containsOnly(Long.toString(n));
    }

    private void cutEvery(int step, Cut.Direction direction) throws SQLException {
        int misses = 0;
        int position = 0;
        int cuts = 0;
        while (misses < MISSES_AT_THE_END) {
            Cut cut = new Cut(direction, position, said(n + 1));
            proxy.arm(cut);
            change();
            awaitRows();
            // Where the rows came in two batches, a position of the second one may have been meant.
            misses = cut.hasHappened() ? 0 : misses + 1;
            cuts += cut.hasHappened() ? 1 : 0;
            position += step;
        }
        System.out.printf("%d connections cut, at every %d. byte of a %s%n", cuts, step, direction);
        assertThat(cuts).isPositive();
    }

    /** As the value of a column. */
    private static String said(long number) {
        return "\r\n" + number + "\r\n";
    }

    /** Gives all rows the next number, in one transaction. */
    private void change() throws SQLException {
        n++;
        sql("UPDATE shop.cut SET n = " + n);
    }

    /** Waits for that number in all rows, and sees that it is never another one than that and the one before, in this order. */
    private void awaitRows() {
        boolean[] arrived = new boolean[ROWS];
        await().pollInterval(Duration.ofMillis(1))
                .atMost(Duration.ofSeconds(30))
                .until(() -> {
                    List<String> rows = rows();
                    boolean all = true;
                    for (int i = 0; i < ROWS; i++) {
                        boolean isNew = Long.toString(n).equals(rows.get(i));
                        assertThat(isNew || !arrived[i])
                                .as("row %d keeps %d", i + 1, n)
                                .isTrue();
                        arrived[i] = isNew;
                        all &= isNew;
                    }
                    return all;
                });
    }

    private List<String> rows() {
        return IntStream.rangeClosed(1, ROWS)
                .mapToObj(id -> redis.hget("cut:" + id, "n"))
                .toList();
    }

    private void sql(String... statements) throws SQLException {
        try (Statement statement = mysql.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
