package io.mysqlredis.benchmark.topic;

import io.mysqlredis.benchmark.BenchmarkException;
import io.mysqlredis.benchmark.rows.Change;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes all records of a topic, in their order, as fast as this machine can. */
final class Filling {

    private static final int CHUNK = 5_000;
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    private final TopicSpec spec;
    private final String topic;
    private final ThreadLocal<FastEncoder> encoders;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    Filling(TopicSpec spec, String topic, ConfluentConverters avro) {
        this.spec = spec;
        this.topic = topic;
        this.encoders =
                ThreadLocal.withInitial(() -> new FastEncoder(Encoder.of(spec.format(), topic, avro), spec.format()));
    }

    /** Returns the mean length of a value, in bytes. */
    double fill(String bootstrapServers) throws InterruptedException {
        ExecutorService encoding = Executors.newFixedThreadPool(CORES);
        try (KafkaProducer<byte[], byte[]> producer = producer(bootstrapServers)) {
            Iterator<Change> changes = spec.workload().changes(spec.records());
            long bytes = 0;
            Deque<Future<List<ProducerRecord<byte[], byte[]>>>> chunks = new ArrayDeque<>();
            while (changes.hasNext() || !chunks.isEmpty()) {
                while (changes.hasNext() && chunks.size() < 2 * CORES) {
                    List<Change> chunk = next(changes);
                    chunks.add(encoding.submit(() -> encoders.get().encode(chunk)));
                }
                bytes += send(chunks.remove().get(), producer);
            }
            producer.flush();
            requireSuccess();
            return (double) bytes / spec.records();
        } catch (ExecutionException e) {
            throw new BenchmarkException("Cannot encode the records of " + topic + ": " + e.getCause(), e);
        } finally {
            encoding.shutdownNow();
        }
    }

    private void requireSuccess() {
        if (failure.get() != null) {
            throw new BenchmarkException("Cannot write to " + topic + ": " + failure.get(), failure.get());
        }
    }

    private static List<Change> next(Iterator<Change> changes) {
        List<Change> chunk = new ArrayList<>(CHUNK);
        while (changes.hasNext() && chunk.size() < CHUNK) {
            chunk.add(changes.next());
        }
        return chunk;
    }

    /** Returns the bytes of all values. */
    @SuppressWarnings("FutureReturnValueIgnored") // The callback hears of it.
    private long send(List<ProducerRecord<byte[], byte[]>> records, KafkaProducer<byte[], byte[]> producer) {
        long bytes = 0;
        for (ProducerRecord<byte[], byte[]> record : records) {
            producer.send(record, (metadata, error) -> failure.compareAndSet(null, error));
            bytes += record.value().length;
        }
        return bytes;
    }

    private static KafkaProducer<byte[], byte[]> producer(String bootstrapServers) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "1",
                // Which would allow for five batches in the air only.
                "enable.idempotence",
                false,
                // One request after the other keeps the order all the same.
                "max.in.flight.requests.per.connection",
                1,
                "batch.size",
                1 << 20,
                "linger.ms",
                20,
                "buffer.memory",
                64L << 20,
                "max.request.size",
                16 << 20);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
