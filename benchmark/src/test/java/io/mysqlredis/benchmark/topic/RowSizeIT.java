package io.mysqlredis.benchmark.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Needs the converter that the build of the local stack gathers. */
class RowSizeIT {

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
