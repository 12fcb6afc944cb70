package io.mysqlredis.sink.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KeyReaderTest {

    private final KeyReader keys = new KeyReader();

    static Stream<Arguments> unnamedKeys() {
        byte[] bytes = "k".getBytes(StandardCharsets.UTF_8);
        Schema days = SchemaBuilder.int32().name("io.debezium.time.Date").build();
        return Stream.of(
                arguments(null, "42", ColumnType.TEXT, "42"),
                arguments(null, 42L, ColumnType.INTEGER, 42L),
                arguments(null, bytes, ColumnType.BYTES, bytes),
                arguments(null, ByteBuffer.wrap(bytes), ColumnType.BYTES, bytes),
                arguments(null, BigInteger.TEN.pow(20), ColumnType.DECIMAL, new BigDecimal("100000000000000000000")),
                arguments(Schema.STRING_SCHEMA, "42", ColumnType.TEXT, "42"),
                arguments(Schema.OPTIONAL_STRING_SCHEMA, "42", ColumnType.TEXT, "42"),
                arguments(Schema.INT32_SCHEMA, 42, ColumnType.INTEGER, 42),
                arguments(Schema.INT64_SCHEMA, 42L, ColumnType.INTEGER, 42L),
                arguments(Schema.BYTES_SCHEMA, ByteBuffer.wrap(bytes), ColumnType.BYTES, bytes),
                arguments(Decimal.schema(2), new BigDecimal("1.50"), ColumnType.DECIMAL, new BigDecimal("1.50")),
                arguments(days, 19_700, ColumnType.DATE_DAYS, 19_700));
    }

    @ParameterizedTest
    @MethodSource("unnamedKeys")
    void aKeyThatIsOneValueIsTheColumnPk(Schema schema, Object key, ColumnType type, Object expected) {
        Row row = keys.read(record(schema, key));

        assertThat(row.columns().asList()).containsExactly(new Column("pk", type));
        assertThat(row.value(0)).isEqualTo(expected);
        assertThat(keys.read(record(schema, key)).columns()).isSameAs(row.columns());
    }

    @Test
    void aStructKeepsTheOrderOfItsFields() {
        Schema schema = SchemaBuilder.struct()
                .field("b", Schema.INT32_SCHEMA)
                .field("a", Schema.STRING_SCHEMA)
                .build();

        Row row = keys.read(record(schema, new Struct(schema).put("b", 1).put("a", "x")));

        assertThat(row.columns()).hasToString("b, a");
        assertThat(row.values()).containsExactly(1, "x");
    }

    @Test
    void aMapIsReadInTheOrderOfItsNamesHoweverItComes() {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("sku", "A-1");
        one.put("order_id", 100L);
        Map<String, Object> other = new LinkedHashMap<>();
        other.put("order_id", 100L);
        other.put("sku", "A-1");

        Row row = keys.read(record(null, one));

        assertThat(row.columns()).hasToString("order_id, sku");
        assertThat(row.values()).isEqualTo(List.of(100L, "A-1"));
        assertThat(keys.read(record(null, other))).isEqualTo(row);
    }

    static Stream<Arguments> refusedKeys() {
        Schema empty = SchemaBuilder.struct().build();
        return Stream.of(
                arguments(null, null, "it has no key"),
                arguments(empty, new Struct(empty), "its key is a struct without fields"),
                arguments(null, Map.of(), "its key is a map without entries"),
                arguments(null, List.of("a"), "its field pk holds neither a number nor a text but a list"),
                arguments(
                        SchemaBuilder.array(Schema.STRING_SCHEMA).build(),
                        List.of("a"),
                        "column pk has the type array"));
    }

    @ParameterizedTest
    @MethodSource("refusedKeys")
    void whatIsNoKeyIsRefused(Schema schema, Object key, String message) {
        assertThatThrownBy(() -> keys.read(record(schema, key)))
                .isInstanceOf(BadRecordException.class)
                .hasMessageStartingWith(message);
    }

    private static SinkRecord record(Schema schema, Object key) {
        return new SinkRecord("t", 0, schema, key, null, null, 0);
    }
}
