package io.mysqlredis.sink.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Date;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("JavaUtilDate")
class ColumnReaderTest {

    private static final Schema VARIABLE_SCALE_DECIMAL = SchemaBuilder.struct()
            .name("io.debezium.data.VariableScaleDecimal")
            .field("scale", Schema.INT32_SCHEMA)
            .field("value", Schema.BYTES_SCHEMA)
            .build();

    static Stream<Arguments> values() {
        byte[] bytes = {0, -1};
        ByteBuffer middle = ByteBuffer.wrap(new byte[] {9, 0, -1, 9}, 1, 2);
        return Stream.of(
                arguments(Schema.BYTES_SCHEMA, bytes, ColumnType.BYTES, bytes),
                // As Avro's converter hands bytes over.
                arguments(Schema.BYTES_SCHEMA, middle, ColumnType.BYTES, bytes),
                arguments(named(SchemaBuilder.bytes(), "io.debezium.data.Bits"), middle, ColumnType.BITS, bytes),
                arguments(Decimal.schema(2), new BigDecimal("1.50"), ColumnType.DECIMAL, new BigDecimal("1.50")),
                arguments(
                        VARIABLE_SCALE_DECIMAL,
                        new Struct(VARIABLE_SCALE_DECIMAL)
                                .put("scale", 3)
                                .put("value", BigInteger.valueOf(-1500).toByteArray()),
                        ColumnType.DECIMAL,
                        new BigDecimal("-1.500")),
                arguments(org.apache.kafka.connect.data.Date.SCHEMA, new Date(-86_400_000L), ColumnType.DATE_DAYS, -1),
                arguments(Time.SCHEMA, new Date(-1), ColumnType.TIME_MILLIS, -1),
                arguments(Timestamp.SCHEMA, new Date(-1), ColumnType.DATETIME_MILLIS, -1L),
                arguments(named(SchemaBuilder.int64(), "io.debezium.time.NanoTime"), 5L, ColumnType.TIME_NANOS, 5L),
                // A name that nobody knows adds nothing to what the primitive type tells.
                arguments(named(SchemaBuilder.string(), "com.example.Colour"), "red", ColumnType.TEXT, "red"),
                arguments(Schema.INT8_SCHEMA, (byte) 5, ColumnType.INTEGER, (byte) 5));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueBecomesTheClassThatItsColumnTypeNames(Schema schema, Object value, ColumnType type, Object expected) {
        Schema row = SchemaBuilder.struct().field("c", schema).build();

        ColumnReader reader = ColumnReader.of(row.field("c"));

        assertThat(reader.column()).isEqualTo(new Column("c", type));
        assertThat(reader.value(new Struct(row).put("c", value))).isEqualTo(expected);
    }

    private static Schema named(SchemaBuilder type, String name) {
        return type.name(name).build();
    }
}
