package io.mysqlredis.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.Test;

/** What stands in the topics is Confluent's wire format, which others read with Confluent's own clients. */
@WithRegistry
class AvroReadersIT {

    private static final String TOPIC = "mysql.shop.read_by_others";

    private final Pipeline pipeline;

    AvroReadersIT(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Test
    void confluentsDeserializerAndRegistryClientReadKeysAndValues() throws Exception {
        pipeline.sql(
                "CREATE TABLE read_by_others (id BIGINT PRIMARY KEY, name VARCHAR(20), bytes VARBINARY(4))",
                "INSERT INTO read_by_others VALUES (9223372036854775807, 'Zoë 🚀', X'00FF')",
                "DELETE FROM read_by_others");

        try (ConfluentClients confluent = ConfluentClients.load()) {
            Object client = confluent.registryClient(pipeline.endpoints().confluentsRegistryApi());
            // Awaited, unlike an equal copy: the table is empty before the source has read it, too.
            List<ConsumerRecord<Object, Object>> records = read(confluent, client);

            assertThat(confluent.subjects(client)).contains(TOPIC + "-key", TOPIC + "-value");
            assertThat(records)
                    .extracting(ConsumerRecord::key)
                    .allSatisfy(
                            key -> assertThat(((GenericRecord) key).get("id")).isEqualTo(Long.MAX_VALUE));
            GenericRecord insert = (GenericRecord) records.get(0).value();
            assertThat(insert.get("op")).hasToString("c");
            GenericRecord row = (GenericRecord) insert.get("after");
            assertThat(row.get("name")).hasToString("Zoë 🚀");
            assertThat(row.get("bytes")).isEqualTo(ByteBuffer.wrap(new byte[] {0, -1}));
            assertThat(((GenericRecord) records.get(1).value()).get("op")).hasToString("d");
            assertThat(records.get(2).value()).isNull();
        }
    }

    private List<ConsumerRecord<Object, Object>> read(ConfluentClients confluent, Object client) throws Exception {
        Map<String, Object> settings = new HashMap<>(pipeline.kafka());
        settings.put("group.id", "others");
        settings.put("auto.offset.reset", "earliest");
        List<ConsumerRecord<Object, Object>> records = new ArrayList<>();
        try (KafkaConsumer<Object, Object> consumer =
                new KafkaConsumer<>(settings, confluent.deserializer(client), confluent.deserializer(client))) {
            consumer.subscribe(List.of(TOPIC));
            await("insert, delete and tombstone").atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                return records.size() >= 3;
            });
        }
        return records;
    }
}
