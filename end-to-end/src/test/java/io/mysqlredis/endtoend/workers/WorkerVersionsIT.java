package io.mysqlredis.endtoend.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mysqlredis.endtoend.Pipeline;
import io.mysqlredis.endtoend.SharedPipeline;
import io.mysqlredis.pipeline.ConnectorFile;
import io.mysqlredis.pipeline.PipelineException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.Jedis;

/**
 * The plugin in real workers, which find it by its service files: of the oldest Kafka that it runs on, and of one that is
 * too old. All other tests run it in a worker of the newest.
 */
@ExtendWith(SharedPipeline.class)
class WorkerVersionsIT {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final String OLDEST = "oldest";
    private static final String TOO_OLD = "too-old";
    private static final String DATABASE = "for_old_workers";
    private static final int REDIS_DATABASE = 12;

    private final Pipeline pipeline;

    WorkerVersionsIT(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Test
    void inTheOldestWorkerRowsAreCopiedFromMySqlToRedis() throws IOException, SQLException {
        try (OtherWorker worker = OtherWorker.start(OLDEST, "oldest-worker", pipeline.endpoints());
                Connection session = pipeline.connection();
                Statement mysql = session.createStatement();
                Jedis redis = pipeline.redis(REDIS_DATABASE)) {
            assertThat(worker.version()).startsWith("4.1.");
            assertThat(worker.plugins())
                    .contains("\"io.mysqlredis.sink.RedisSinkConnector\"")
                    .contains("\"io.mysqlredis.sink.transform.TruncateKey\"");

            mysql.execute("CREATE DATABASE " + DATABASE);
            mysql.execute("USE " + DATABASE);
            mysql.execute("CREATE TABLE t (id INT PRIMARY KEY, v INT)");
            mysql.execute("INSERT INTO t VALUES (1, 1), (2, 1)");
            worker.post(pipeline.sourceOf(DATABASE, Map.of()));
            worker.post(pipeline.sinkOf(DATABASE, "old-sink", REDIS_DATABASE, Map.of()));
            await().atMost(LONGEST).until(() -> redis.exists("t:1", "t:2") == 2);
            mysql.execute("UPDATE t SET v = 2 WHERE id = 1");
            mysql.execute("DELETE FROM t WHERE id = 2");

            await("what the binlog says is copied").atMost(LONGEST).untilAsserted(() -> {
                assertThat(redis.hgetAll("t:1")).isEqualTo(Map.of("id", "1", "v", "2"));
                assertThat(redis.exists("t:2")).isFalse();
            });
            assertThat(worker.connect().validate(pipeline.sinkOf(DATABASE, "x", 0, Map.of("redis.ur", "x"))))
                    .hasToString("{\"redis.ur\":[\"redis.ur is no setting; is redis.uri meant?\"]}");
        }
    }

    @Test
    void aWorkerThatIsTooOldSaysWhichKafkaIsNeeded() throws IOException {
        ConnectorFile sink = pipeline.sinkOf("nowhere", "taken-back", REDIS_DATABASE, Map.of());
        try (OtherWorker worker = OtherWorker.start(OLDEST, "taken-back-worker", pipeline.endpoints())) {
            worker.post(sink);
        }
        try (OtherWorker worker = OtherWorker.start(TOO_OLD, "taken-back-worker", pipeline.endpoints())) {
            assertThat(worker.version()).startsWith("4.0.");
            assertThat(worker.plugins()).contains("\"io.mysqlredis.sink.RedisSinkConnector\"");
            String needed = "This connector needs Kafka Connect 4.1 or newer, and this worker's Kafka is "
                    + worker.version() + "; run it on a worker of a newer Kafka";

            await("connector and task say so")
                    .atMost(LONGEST)
                    .untilAsserted(() -> assertThat(worker.connect().failures())
                            .extracting(failure -> failure.reason())
                            .containsExactly(needed, needed));
            assertThat(worker.connect().validate(sink)).hasToString("{\"connector.class\":[\"%s\"]}".formatted(needed));
            assertThatThrownBy(() -> worker.connect().create(new ConnectorFile("new", sink.config())))
                    .isInstanceOf(PipelineException.class)
                    .hasMessageContaining("contains the following 1 error(s):\\n" + needed);
        }
    }
}
