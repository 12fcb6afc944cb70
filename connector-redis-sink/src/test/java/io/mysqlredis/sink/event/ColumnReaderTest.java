package io.mysqlredis.sink.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Date;
import java.util.List;
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

    private static final Schema GEOMETRY = shape("io.debezium.data.geometry.Geometry");
    private static final Schema POINT = shape("io.debezium.data.geometry.Point");
    private static final Schema GEOMETRY_LIKE = shape("com.example.Shape");

    private static Schema shape(String name) {
        return SchemaBuilder.struct()
                .name(name)
                .field("wkb", Schema.OPTIONAL_BYTES_SCHEMA)
                .field("srid", Schema.OPTIONAL_INT32_SCHEMA)
                .build();
    }

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
                arguments(Schema.INT8_SCHEMA, (byte) 5, ColumnType.INTEGER, (byte) 5),
                arguments(named(SchemaBuilder.string(), "io.debezium.data.Json"), "{}", ColumnType.JSON, "{}"),
                arguments(
                        named(SchemaBuilder.array(Schema.FLOAT32_SCHEMA), "io.debezium.data.FloatVector"),
                        List.of(1f),
                        ColumnType.VECTOR,
                        List.of(1f)),
                arguments(
                        named(SchemaBuilder.array(Schema.FLOAT64_SCHEMA), "io.debezium.data.DoubleVector"),
                        List.of(1.0),
                        ColumnType.VECTOR,
                        List.of(1.0)),
                arguments(GEOMETRY, shape(middle, 4326), ColumnType.GEOMETRY, new Geometry(bytes, 4326)),
                arguments(GEOMETRY, shape(bytes, null), ColumnType.GEOMETRY, new Geometry(bytes, 0)));
    }

    /** Schema with its type at the source, value, what it means, as which value. */
    static Stream<Arguments> propagatedTypes() {
        BigDecimal most = new BigDecimal("18446744073709551615");
        return Stream.of(
                arguments(from("BIGINT UNSIGNED", SchemaBuilder.int64()), -1L, ColumnType.UNSIGNED, -1L),
                arguments(from("BIGINT UNSIGNED ZEROFILL", SchemaBuilder.int64()), 5L, ColumnType.UNSIGNED, 5L),
                arguments(from("INT8 UNSIGNED", SchemaBuilder.int64()), -1L, ColumnType.UNSIGNED, -1L),
                arguments(from("BIGINT UNSIGNED", Decimal.builder(0)), most, ColumnType.UNSIGNED, -1L),
                arguments(from("BIGINT UNSIGNED", Decimal.builder(0)), BigDecimal.ZERO, ColumnType.UNSIGNED, 0L),
                arguments(from("BIGINT", SchemaBuilder.int64()), -1L, ColumnType.INTEGER, -1L),
                arguments(from("INT UNSIGNED", SchemaBuilder.int64()), 1L, ColumnType.INTEGER, 1L),
                // As the source calls the TINYINT(1) of a CREATE TABLE that it reads itself.
                arguments(from("BOOLEAN", SchemaBuilder.bool()), true, ColumnType.INTEGER, 1),
                arguments(from("BOOL", SchemaBuilder.bool()), false, ColumnType.INTEGER, 0),
                arguments(from("BOOLEAN", SchemaBuilder.int16()), (short) 2, ColumnType.INTEGER, (short) 2),
                arguments(from("DECIMAL UNSIGNED", Decimal.builder(0)), most, ColumnType.DECIMAL, most),
                arguments(Decimal.schema(0), most, ColumnType.DECIMAL, most),
                // What a transform made of it is what counts.
                arguments(from("BIGINT UNSIGNED", SchemaBuilder.string()), "1", ColumnType.TEXT, "1"),
                arguments(from("TINYINT", SchemaBuilder.bool()), true, ColumnType.BOOLEAN, true));
    }

    @ParameterizedTest
    @MethodSource({"values", "propagatedTypes"})
    void aValueBecomesTheClassThatItsColumnTypeNames(Schema schema, Object value, ColumnType type, Object expected) {
        Schema row = SchemaBuilder.struct().field("c", schema).build();

        ColumnReader reader = ColumnReader.of(row.field("c"));

        assertThat(reader.column()).isEqualTo(new Column("c", type));
        assertThat(reader.value(new Struct(row).put("c", value))).isEqualTo(expected);
    }

    static Stream<Arguments> refusedSchemas() {
        return Stream.of(
                arguments(GEOMETRY_LIKE, "com.example.Shape"),
                arguments(SchemaBuilder.array(Schema.STRING_SCHEMA).build(), "array"),
                arguments(
                        SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.STRING_SCHEMA)
                                .build(),
                        "map"));
    }

    @ParameterizedTest
    @MethodSource("refusedSchemas")
    void aSchemaThatNoColumnHasIsRefusedByColumnAndType(Schema schema, String type) {
        Schema row = SchemaBuilder.struct().field("c", schema).build();

        assertThatThrownBy(() -> ColumnReader.of(row.field("c")))
                .isInstanceOf(BadRecordException.class)
                .hasMessage("column c has the type " + type + ", which no column of MySQL has and which cannot be"
                        + " rendered; remove the transform that makes it, or leave the column out with the source's"
                        + " column.exclude.list or the transform ReplaceField");
    }

    static Stream<Arguments> refusedValues() {
        return Stream.of(
                arguments(POINT, new Struct(POINT), "has no well-known binary"),
                arguments(from("BIGINT UNSIGNED", Decimal.builder(0)), new BigDecimal("-1"), "is out of the range"),
                arguments(
                        from("BIGINT UNSIGNED", Decimal.builder(0)),
                        new BigDecimal("18446744073709551616"),
                        "is out of the range"),
                arguments(
                        VARIABLE_SCALE_DECIMAL,
                        new Struct(VARIABLE_SCALE_DECIMAL).put("scale", 3).put("value", new byte[0]),
                        "is not in the type's range, or not of its class: it is a org.apache.kafka.connect.data.Struct"),
                arguments(Time.SCHEMA, new Date(Long.MAX_VALUE), "it is a java.util.Date"));
    }

    @ParameterizedTest
    @MethodSource("refusedValues")
    void aValueThatItsSchemaDoesNotAllowIsRefusedByColumnAndNotShown(Schema schema, Object value, String reason) {
        Schema row = SchemaBuilder.struct().field("c", schema).build();
        ColumnReader reader = ColumnReader.of(row.field("c"));

        assertThatThrownBy(() -> reader.value(new Struct(row).put("c", value)))
                .isInstanceOf(BadRecordException.class)
                .hasMessageStartingWith("column c of type " + reader.column().type() + ": its value ")
                .hasMessageContaining(reason)
                .hasNoCause();
    }

    private static Struct shape(Object wkb, Integer srid) {
        return new Struct(GEOMETRY).put("wkb", wkb).put("srid", srid);
    }

    private static Schema from(String sourceType, SchemaBuilder schema) {
        return schema.parameter("__debezium.source.column.type", sourceType).build();
    }

    private static Schema named(SchemaBuilder type, String name) {
        return type.name(name).build();
    }
}
