package io.mysqlredis.sink.delivery;

import io.mysqlredis.sink.watermark.Partition;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.connect.sink.SinkRecord;

/** What Kafka handed out and nobody has read yet, in its order. */
final class Unread {

    private final Deque<SinkRecord> records = new ArrayDeque<>();

    void add(Collection<SinkRecord> more) {
        records.addAll(more);
    }

    /**
     * Hands the first of them to the reader, up to so many, as long as there is time, and not beyond one that it cannot read
     * yet; returns why it cannot, if there is such a one.
     */
    Optional<String> read(int max, BooleanSupplier isTime, Consumer<SinkRecord> reader) {
        for (int i = 0; i < max && !records.isEmpty() && isTime.getAsBoolean(); i++) {
            try {
                reader.accept(records.getFirst());
            } catch (NotYetReadableException e) {
                return Optional.of(e.getMessage());
            }
            records.removeFirst();
        }
        return Optional.empty();
    }

    boolean isEmpty() {
        return records.isEmpty();
    }

    /** All of them, as they are. */
    Collection<SinkRecord> all() {
        return Collections.unmodifiableCollection(records);
    }

    boolean holds(Partition partition) {
        return records.stream().anyMatch(record -> partition(record).equals(partition));
    }

    void drop(Collection<Partition> partitions) {
        records.removeIf(record -> partitions.contains(partition(record)));
    }

    private static Partition partition(SinkRecord record) {
        return new Partition(record.originalTopic(), record.originalKafkaPartition());
    }
}
