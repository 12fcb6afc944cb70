package io.mysqlredis.benchmark.topic;

import io.mysqlredis.benchmark.BenchmarkException;
import io.mysqlredis.benchmark.rows.Change;
import io.mysqlredis.benchmark.rows.ChangeEvents;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Makes the same records as an {@link Encoder}, many times as fast: the first of each chunk is compared with what the
 * converters make of it, byte by byte.
 */
final class FastEncoder {

    private final Encoder converters;
    private final Format format;

    FastEncoder(Encoder converters, Format format) {
        this.converters = converters;
        this.format = format;
    }

    /** The records of some changes, of which there must be one. */
    List<ProducerRecord<byte[], byte[]>> encode(List<Change> changes) {
        ProducerRecord<byte[], byte[]> model = converters.encode(changes.get(0));
        Layout keys = Layout.like(model.key(), format);
        Layout values = Layout.like(model.value(), format);
        List<ProducerRecord<byte[], byte[]>> records = changes.stream()
                .map(change -> new ProducerRecord<>(
                        model.topic(), keys.write(ChangeEvents.key(change)), values.write(converters.value(change))))
                .toList();
        ProducerRecord<byte[], byte[]> first = records.get(0);
        if (!Arrays.equals(first.key(), model.key()) || !Arrays.equals(first.value(), model.value())) {
            throw new BenchmarkException("Records are not written as the converters for " + format + " write them");
        }
        return records;
    }
}
