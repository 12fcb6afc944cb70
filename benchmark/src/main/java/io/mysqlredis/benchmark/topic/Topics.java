package io.mysqlredis.benchmark.topic;

import io.mysqlredis.benchmark.BenchmarkException;
import io.mysqlredis.benchmark.Polling;
import io.mysqlredis.benchmark.Stage;
import io.mysqlredis.benchmark.rows.Change;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** The topics that sinks read: each filled once, and anew only if the code that fills it makes other records. */
public final class Topics {

    /** So many records show whether the code makes the same as before. */
    private static final int LOOKED_AT = 1_000;

    private static final Map<String, String> SETTINGS =
            Map.of("retention.ms", "-1", "cleanup.policy", "delete", "max.message.bytes", "16777216");

    private Topics() {}

    /** The topic of this kind, which is filled if it is not. */
    public static Topic filled(TopicSpec spec, Stage stage) throws InterruptedException, IOException {
        String bootstrapServers = stage.endpoints().bootstrapServers();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
                ConfluentConverters avro = ConfluentConverters.load(
                        stage.checkout(), stage.endpoints().confluentsRegistryApi())) {
            String name = name(spec, avro);
            Set<String> existing = admin.listTopics().names().get();
            if (existing.contains(name)) {
                Topic topic = new Topic(name, spec, endOffsets(admin, name, spec));
                if (isComplete(topic)) {
                    return topic;
                }
            }
            List<String> former = existing.stream()
                    .filter(topic -> topic.startsWith(prefix(spec)))
                    .toList();
            admin.deleteTopics(former).all().get();
            return fill(spec, name, stage, admin, avro);
        } catch (ExecutionException e) {
            throw new BenchmarkException("Kafka refuses a topic: " + e.getCause(), e);
        }
    }

    private static Topic fill(TopicSpec spec, String name, Stage stage, Admin admin, ConfluentConverters avro)
            throws InterruptedException, ExecutionException {
        awaitNoSuch(name, admin);
        admin.createTopics(List.of(new NewTopic(name, spec.partitions(), (short) 1).configs(SETTINGS)))
                .all()
                .get();
        stage.progress().report("filling %s with %,d records".formatted(name, spec.records()));
        double bytes = new Filling(spec, name, avro).fill(stage.endpoints().bootstrapServers());
        stage.progress().report("filled it; the mean value has %.1f bytes".formatted(bytes));
        Topic topic = new Topic(name, spec, endOffsets(admin, name, spec));
        if (!isComplete(topic)) {
            throw new BenchmarkException("Topic " + name + " does not hold what was written to it");
        }
        return topic;
    }

    /** Kafka goes on to delete after it has said that it would. */
    private static void awaitNoSuch(String name, Admin admin) throws InterruptedException, ExecutionException {
        Polling.until(() -> !admin.listTopics().names().get().contains(name), "topic " + name + " is not deleted");
    }

    private static boolean isComplete(Topic topic) {
        return topic.endOffsets().values().stream().mapToLong(Long::longValue).sum()
                == topic.spec().records();
    }

    private static Map<Integer, Long> endOffsets(Admin admin, String name, TopicSpec spec)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> asked = IntStream.range(0, spec.partitions())
                .mapToObj(partition -> new TopicPartition(name, partition))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        Map<TopicPartition, ListOffsetsResultInfo> told =
                admin.listOffsets(asked).all().get();
        return told.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().partition(),
                        entry -> entry.getValue().offset()));
    }

    private static String prefix(TopicSpec spec) {
        return "bench-" + spec.label() + "-";
    }

    /** As Debezium names a table's topic, with a prefix that changes with what the code makes. */
    private static String name(TopicSpec spec, ConfluentConverters avro) {
        return prefix(spec) + fingerprint(spec, avro) + ".shop.orders";
    }

    private static String fingerprint(TopicSpec spec, ConfluentConverters avro) {
        MessageDigest digest = sha256();
        // With all names and types, and no id of a schema.
        Encoder encoder = Encoder.of(Format.JSON, "", avro);
        Iterator<Change> changes = spec.workload().changes(Math.min(spec.records(), LOOKED_AT));
        changes.forEachRemaining(change -> {
            ProducerRecord<byte[], byte[]> record = encoder.encode(change);
            digest.update(record.key());
            digest.update(record.value());
        });
        return HexFormat.of().formatHex(digest.digest(), 0, 4);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
