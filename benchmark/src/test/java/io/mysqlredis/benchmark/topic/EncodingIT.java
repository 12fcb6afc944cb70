package io.mysqlredis.benchmark.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mysqlredis.benchmark.rows.Change;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Needs the converter that the build of the local stack gathers. */
class EncodingIT {

    @ParameterizedTest
    @EnumSource
    void recordsAreThoseOfTheConvertersToTheByte(Format format) throws IOException {
        for (Activity activity : Activity.values()) {
            List<Change> changes = new ArrayList<>();
            activity.workload(RowSize.B230).changes(5_000).forEachRemaining(changes::add);
            try (ConfluentConverters avro = ConfluentConverters.inMemory(Path.of(".."))) {
                Encoder converters = Encoder.of(format, "mysql.shop.orders", avro);

                List<ProducerRecord<byte[], byte[]>> records = new FastEncoder(converters, format).encode(changes);

                for (int i = 0; i < changes.size(); i++) {
                    ProducerRecord<byte[], byte[]> converted = converters.encode(changes.get(i));
                    assertThat(records.get(i).key()).isEqualTo(converted.key());
                    assertThat(records.get(i).value()).isEqualTo(converted.value());
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anInsertInAvroIsAsLongAsItIsCalled(RowSize size) throws IOException {
        List<Integer> lengths = new ArrayList<>();
        try (ConfluentConverters avro = ConfluentConverters.inMemory(Path.of(".."))) {
            Encoder encoder = Encoder.of(Format.AVRO, "mysql.shop.orders", avro);
            Activity.INSERTS
                    .workload(size)
                    .changes(10_000)
                    .forEachRemaining(
                            change -> lengths.add(encoder.encode(change).value().length));
        }

        assertThat(lengths.stream().mapToInt(Integer::intValue).average().orElseThrow())
                .isCloseTo(size.bytes(), within(2.0));
    }
}
