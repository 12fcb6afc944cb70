package io.mysqlredis.sink.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.json.JsonConverter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MapReaderTest {

    private final MapReader maps = new MapReader();

    static Stream<Arguments> values() {
        byte[] bytes = {1, 2};
        return Stream.of(
                arguments(null, ColumnType.TEXT, null),
                arguments("", ColumnType.TEXT, ""),
                arguments(true, ColumnType.BOOLEAN, true),
                arguments((byte) 1, ColumnType.INTEGER, (byte) 1),
                arguments((short) 1, ColumnType.INTEGER, (short) 1),
                arguments(1, ColumnType.INTEGER, 1),
                arguments(1L, ColumnType.INTEGER, 1L),
                arguments(1.5f, ColumnType.FLOAT, 1.5f),
                arguments(1.5, ColumnType.DOUBLE, 1.5),
                arguments(new BigDecimal("1.50"), ColumnType.DECIMAL, new BigDecimal("1.50")),
                arguments(
                        new BigInteger("18446744073709551616"),
                        ColumnType.DECIMAL,
                        new BigDecimal("18446744073709551616")),
                arguments(bytes, ColumnType.BYTES, bytes),
                arguments(ByteBuffer.wrap(bytes), ColumnType.BYTES, bytes));
    }

    @ParameterizedTest
    @MethodSource("values")
    void theClassOfAValueTellsItsType(Object value, ColumnType type, Object expected) {
        Row row = maps.read(Collections.singletonMap("c", value));

        assertThat(row.columns().asList()).containsExactly(new Column("c", type));
        assertThat(row.value(0)).isEqualTo(expected);
    }

    @Test
    void rowsOfOneShapeShareTheirColumns() {
        Map<String, Object> ada = new LinkedHashMap<>(Map.of("name", "Ada"));
        Map<String, Object> bob = new LinkedHashMap<>(Map.of("name", "Bob"));
        Map<String, Object> five = new LinkedHashMap<>(Map.of("name", 5L));

        assertThat(maps.read(bob).columns()).isSameAs(maps.read(ada).columns());
        assertThat(maps.read(five).columns()).isNotSameAs(maps.read(ada).columns());
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments(
                        Map.of("secret", 1),
                        "holds an object; make it flat with the transform Flatten, or leave it out with the transform"
                                + " ReplaceField"),
                arguments(
                        List.of("secret"),
                        "holds neither a number nor a text but a list; leave it out with the transform ReplaceField, or"
                                + " have it written as a text"),
                arguments(
                        Instant.EPOCH,
                        "holds neither a number nor a text but a Instant; leave it out with the transform ReplaceField, or"
                                + " have it written as a text"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatIsNoValueOfAColumnIsRefusedByName(Object value, String message) {
        assertThatThrownBy(() -> maps.read(Map.of("c", value)))
                .isInstanceOf(BadRecordException.class)
                .hasMessage("its field c " + message);
    }

    /** Not ours to mend: what the docs tell about numbers in JSON without schemas. */
    @ParameterizedTest
    @CsvSource({
        "9223372036854775807, 9223372036854775807",
        "18446744073709551615, -1",
        "0.1, 0.1",
        "1.00, 1.0",
    })
    void kafkasConverterWithoutSchemasKeepsNoNumberBeyondALong(String json, String arrives) {
        try (JsonConverter converter = new JsonConverter()) {
            converter.configure(Map.of("schemas.enable", false), false);
            Object value = converter
                    .toConnectData("t", ("{\"n\":" + json + "}").getBytes(StandardCharsets.UTF_8))
                    .value();

            assertThat(maps.read((Map<?, ?>) value).value(0)).hasToString(arrives);
        }
    }
}
