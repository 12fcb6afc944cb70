package io.mysqlredis.endtoend;

import io.mysqlredis.pipeline.ConnectorFile;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic of records that no sink can apply. */
record PoisonedTopic(Pipeline pipeline, String name) {

    /** Writes one more, into a topic that is created for the first. */
    void add() throws Exception {
        try (Admin admin = Admin.create(pipeline.kafka())) {
            if (!admin.listTopics().names().get().contains(name)) {
                admin.createTopics(List.of(new NewTopic(name, 1, (short) 1)))
                        .all()
                        .get();
            }
        }
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(pipeline.kafka(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(name, "no change event".getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }

    /** A sink that reads this topic only, with these settings on top of the shipped ones. */
    ConnectorFile sink(String sinkName, Map<String, String> settings) {
        Map<String, String> config =
                new HashMap<>(pipeline.shipped(Pipeline.SINK).config());
        config.put("topics.regex", name);
        config.put("tasks.max", "1");
        config.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        config.put("value.converter", "org.apache.kafka.connect.storage.StringConverter");
        config.putAll(settings);
        return new ConnectorFile(sinkName, config);
    }
}
