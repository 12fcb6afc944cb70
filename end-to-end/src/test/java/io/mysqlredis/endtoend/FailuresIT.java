package io.mysqlredis.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mysqlredis.pipeline.ConnectorFile;
import io.mysqlredis.pipeline.PipelineException;
import io.mysqlredis.stack.ServerName;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What goes wrong is told, or passes without a loss. */
@ExtendWith(SharedPipeline.class)
class FailuresIT {

    private final Pipeline pipeline;

    FailuresIT(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Test
    void changesMadeWhileRedisIsDownArriveOnceItIsBack() throws SQLException {
        pipeline.sql("CREATE TABLE outage (id INT PRIMARY KEY, v INT)", "INSERT INTO outage VALUES (1, 1), (2, 1)");
        pipeline.awaitCopy();

        pipeline.server(ServerName.REDIS).kill();
        pipeline.sql("UPDATE outage SET v = 2", "DELETE FROM outage WHERE id = 2", "INSERT INTO outage VALUES (3, 3)");
        pipeline.server(ServerName.REDIS).start();

        pipeline.awaitCopy();
        assertThat(pipeline.hash("outage:1")).containsEntry("v", "2");
        assertThat(pipeline.connect().isRunning(Pipeline.SINK)).isTrue();
    }

    @Test
    void aRecordThatCannotBeAppliedStopsItsSinkAndNamesItsPosition() throws Exception {
        pipeline.sql("CREATE TABLE unrelated (id INT PRIMARY KEY)", "INSERT INTO unrelated VALUES (1)");
        pipeline.awaitCopy();
        String topic = "poison";
        try (KafkaProducer<byte[], byte[]> producer = producer();
                var admin = Admin.create(pipeline.kafka())) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
            producer.send(new ProducerRecord<>(topic, utf8("no change event"))).get();
        }
        Map<String, String> config =
                new HashMap<>(pipeline.shipped(Pipeline.SINK).config());
        config.put("topics.regex", topic);
        config.put("tasks.max", "1");
        config.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        config.put("value.converter", "org.apache.kafka.connect.storage.StringConverter");
        pipeline.connect().create(new ConnectorFile("poison-sink", config));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThatThrownBy(() -> pipeline.connect().isRunning("poison-sink"))
                        .isInstanceOf(PipelineException.class)
                        .hasMessageContaining("poison-0@0: the record cannot be applied")
                        .hasMessageContaining("topics.regex"));
        assertThat(pipeline.connect().isRunning(Pipeline.SINK)).isTrue();
        pipeline.connect().delete("poison-sink");
    }

    @Test
    void validationNamesAWrongAndAnUnreachableRedis() {
        Map<String, String> config =
                new HashMap<>(pipeline.shipped(Pipeline.SINK).config());
        assertThat(pipeline.connect().validate(new ConnectorFile("valid", config)))
                .isEmpty();

        config.put("redis.uri", "http://127.0.0.1:1");
        assertThat(pipeline.connect()
                        .validate(new ConnectorFile("wrong", config))
                        .toString())
                .contains("redis.uri")
                .contains("redis://[[user]:password@]host[:port][,host[:port]...][/database]")
                .doesNotContain("127.0.0.1");
        config.put("redis.uri", "redis://127.0.0.1:1");
        assertThat(pipeline.connect()
                        .validate(new ConnectorFile("unreachable", config))
                        .toString())
                .contains(
                        "{\"redis.uri\":[\"redis.uri cannot be used: Redis at 127.0.0.1:1 cannot be reached: Connection refused\"]}");
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(pipeline.kafka(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
