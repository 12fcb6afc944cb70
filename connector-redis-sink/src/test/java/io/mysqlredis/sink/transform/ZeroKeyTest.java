package io.mysqlredis.sink.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.json.JsonConverter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ZeroKeyTest {

    static Stream<Arguments> columns() {
        return Stream.of(
                arguments(SchemaBuilder.bool(), false),
                arguments(SchemaBuilder.int8(), (byte) 0),
                arguments(SchemaBuilder.int16(), (short) 0),
                arguments(SchemaBuilder.int32(), 0),
                arguments(SchemaBuilder.int64(), 0L),
                arguments(SchemaBuilder.float32(), 0f),
                arguments(SchemaBuilder.float64(), 0d),
                arguments(SchemaBuilder.string(), ""),
                arguments(SchemaBuilder.bytes(), ByteBuffer.allocate(0)),
                arguments(Decimal.builder(4).parameter("connect.decimal.precision", "20"), new BigDecimal("0.0000")),
                arguments(Date.builder(), Date.toLogical(Date.SCHEMA, 0)),
                arguments(Time.builder(), Time.toLogical(Time.SCHEMA, 0)),
                arguments(Timestamp.builder(), Timestamp.toLogical(Timestamp.SCHEMA, 0)),
                arguments(SchemaBuilder.int32().name("io.debezium.time.Date").version(1), 0),
                arguments(
                        SchemaBuilder.int64()
                                .name("io.debezium.time.MicroTimestamp")
                                .version(1),
                        0L),
                arguments(
                        SchemaBuilder.string()
                                .name("io.debezium.time.ZonedTimestamp")
                                .version(1),
                        ""),
                arguments(SchemaBuilder.string().name("io.debezium.data.Enum").parameter("allowed", "a,b"), ""),
                arguments(
                        SchemaBuilder.bytes().name("io.debezium.data.Bits").parameter("length", "12"),
                        ByteBuffer.allocate(0)));
    }

    @ParameterizedTest
    @MethodSource("columns")
    void everyColumnThatCanBeInAKeyKeepsItsTypeAndIsZero(SchemaBuilder column, Object zero) {
        Struct key = key(column.build());

        Schema schema = key.schema().field("column").schema();
        assertThat(schema.type()).isEqualTo(column.type());
        assertThat(schema.name()).isEqualTo(column.name());
        assertThat(schema.version()).isEqualTo(column.version());
        assertThat(schema.parameters()).isEqualTo(column.parameters());
        assertThat(schema.defaultValue()).isEqualTo(zero);
        assertThat(key.getWithoutDefault("column")).isEqualTo(zero);
    }

    @ParameterizedTest
    @MethodSource("columns")
    void aRegistryTakesItBesideRowsKeysOfEveryType(SchemaBuilder column) {
        Schema rows = SchemaBuilder.struct()
                .name("shop.shop.a_table.Key")
                .field("column", column.build())
                .build();

        assertThat(AvroKeys.areFullyCompatible(AvroKeys.of(key(column.build()).schema()), AvroKeys.of(rows)))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("columns")
    void jsonCarriesItWhole(SchemaBuilder column) {
        Struct key = key(column.build());
        try (JsonConverter converter = new JsonConverter()) {
            converter.configure(Map.of(), true);

            SchemaAndValue read =
                    converter.toConnectData("topic", converter.fromConnectData("topic", key.schema(), key));

            assertThat(read.schema().fields())
                    .extracting(Field::name, field -> field.schema().type())
                    .containsExactlyElementsOf(key.schema().fields().stream()
                            .map(field -> org.assertj.core.groups.Tuple.tuple(
                                    field.name(), field.schema().type()))
                            .toList());
            assertThat(((Struct) read.value()).getBoolean("__truncated")).isTrue();
        }
    }

    @Test
    void spatialColumnsAndVectorsAreLeftOut() {
        Schema point = SchemaBuilder.struct()
                .name("io.debezium.data.geometry.Point")
                .field("x", Schema.FLOAT64_SCHEMA)
                .build();

        assertThat(key(point).schema().fields()).extracting(Field::name).containsExactly("__truncated");
        assertThat(key(SchemaBuilder.array(Schema.FLOAT32_SCHEMA).build())
                        .schema()
                        .fields())
                .extracting(Field::name)
                .containsExactly("__truncated");
    }

    private static Struct key(Schema column) {
        return ZeroKey.of(
                "shop.shop.a_table.Key",
                SchemaBuilder.struct().field("column", column).build());
    }
}
