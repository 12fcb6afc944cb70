package io.mysqlredis.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mysqlredis.sink.writer.ScriptedRedis;
import java.io.IOException;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;

class RejectedCommandTest {

    @Test
    void aCommandThatRedisRejectsFailsTheTaskWithTheRecordsPosition() throws IOException {
        RedisSinkTask task = new RedisSinkTask();
        RecordingSinkTaskContext context = new RecordingSinkTaskContext();
        task.initialize(context);
        String queued = "+QUEUED\r\n".repeat(4);
        String carriedOut = "*4\r\n:0\r\n:1\r\n:0\r\n-ERR value too large\r\n";
        try (ScriptedRedis redis = ScriptedRedis.answering("+OK\r\n" + queued + carriedOut)) {
            task.start(Map.of("redis.uri", "redis://127.0.0.1:" + redis.port(), "redis.watermark.enabled", "false"));

            assertThatThrownBy(() -> new WorkerStandIn(task, context)
                            .put(RecordedRecords.of("json-default.shop.shop.customers")
                                    .subList(0, 2)))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith("shop.shop.customers-0@1: the record cannot be applied: Redis rejects its"
                            + " command HSET: ERR value too large; errors.tolerance=all");
        } finally {
            task.stop();
        }
    }

    @Test
    void whatAServiceAnswersToEverythingSetsNoRecordAside() throws IOException {
        RedisSinkTask task = new RedisSinkTask();
        RecordingSinkTaskContext context = new RecordingSinkTaskContext();
        task.initialize(context);
        String limit = "-ERR max daily request limit exceeded. Limit: 10000, Usage: 10000.\r\n";
        String abort = "-EXECABORT Transaction discarded because of previous errors.\r\n";
        try (ScriptedRedis redis = ScriptedRedis.answering("+OK\r\n" + limit.repeat(4) + abort)) {
            task.start(Map.of(
                    "redis.uri", "redis://127.0.0.1:" + redis.port(),
                    "redis.watermark.enabled", "false",
                    "errors.tolerance", "all"));
            WorkerStandIn worker = new WorkerStandIn(task, context);

            worker.put(RecordedRecords.of("json-default.shop.shop.customers").subList(0, 2));

            assertThat(context.errantRecords()).isEmpty();
            assertThat(worker.committable()).isEmpty();
            assertThat(context.paused()).hasSize(1);
        } finally {
            task.stop();
        }
    }
}
