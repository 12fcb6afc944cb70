package io.mysqlredis.sink.event;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * Reads one field of a Connect struct as a column: what it means by its schema, and how its value becomes one of the
 * classes that {@link ColumnType} names.
 */
record ColumnReader(Column column, UnaryOperator<Object> conversion) {

    private static final long MILLIS_PER_DAY = 86_400_000L;

    /** The logical types of Connect and Debezium that are more than their primitive type tells. */
    private static final Map<String, Reading> READINGS = Map.ofEntries(
            Map.entry("org.apache.kafka.connect.data.Decimal", Reading.of(ColumnType.DECIMAL)),
            Map.entry("org.apache.kafka.connect.data.Date", new Reading(ColumnType.DATE_DAYS, ColumnReader::days)),
            Map.entry(
                    "org.apache.kafka.connect.data.Time",
                    new Reading(ColumnType.TIME_MILLIS, ColumnReader::millisOfDay)),
            Map.entry(
                    "org.apache.kafka.connect.data.Timestamp",
                    new Reading(ColumnType.DATETIME_MILLIS, ColumnReader::millis)),
            Map.entry("io.debezium.data.VariableScaleDecimal", new Reading(ColumnType.DECIMAL, ColumnReader::decimal)),
            Map.entry("io.debezium.data.Bits", new Reading(ColumnType.BITS, ColumnReader::bytes)),
            Map.entry("io.debezium.time.Year", Reading.of(ColumnType.YEAR)),
            Map.entry("io.debezium.time.Date", Reading.of(ColumnType.DATE_DAYS)),
            Map.entry("io.debezium.time.Time", Reading.of(ColumnType.TIME_MILLIS)),
            Map.entry("io.debezium.time.MicroTime", Reading.of(ColumnType.TIME_MICROS)),
            Map.entry("io.debezium.time.NanoTime", Reading.of(ColumnType.TIME_NANOS)),
            Map.entry("io.debezium.time.Timestamp", Reading.of(ColumnType.DATETIME_MILLIS)),
            Map.entry("io.debezium.time.MicroTimestamp", Reading.of(ColumnType.DATETIME_MICROS)),
            Map.entry("io.debezium.time.NanoTimestamp", Reading.of(ColumnType.DATETIME_NANOS)),
            Map.entry("io.debezium.time.ZonedTimestamp", Reading.of(ColumnType.ZONED_TIMESTAMP)));

    ColumnReader {
        Objects.requireNonNull(column, "column");
        Objects.requireNonNull(conversion, "conversion");
    }

    static ColumnReader of(Field field) {
        Reading reading = reading(field);
        return new ColumnReader(new Column(field.name(), reading.type()), reading.conversion());
    }

    Object value(Struct struct) {
        // Not get(), which puts a column's default in the place of NULL.
        Object value = struct.getWithoutDefault(column.name());
        return value == null ? null : conversion.apply(value);
    }

    private static Reading reading(Field field) {
        Schema schema = field.schema();
        Reading reading = schema.name() == null ? null : READINGS.get(schema.name());
        return reading == null ? primitive(field) : reading;
    }

    private static Reading primitive(Field field) {
        return switch (field.schema().type()) {
            case BOOLEAN -> Reading.of(ColumnType.BOOLEAN);
            case INT8, INT16, INT32, INT64 -> Reading.of(ColumnType.INTEGER);
            case FLOAT32 -> Reading.of(ColumnType.FLOAT);
            case FLOAT64 -> Reading.of(ColumnType.DOUBLE);
            case STRING -> Reading.of(ColumnType.TEXT);
            case BYTES -> new Reading(ColumnType.BYTES, ColumnReader::bytes);
            case ARRAY, MAP, STRUCT ->
                throw new BadRecordException("column " + field.name() + " has the type "
                        + Objects.requireNonNullElse(
                                field.schema().name(), field.schema().type().getName())
                        + ", which cannot be rendered; leave it out with the source's column.exclude.list");
        };
    }

    /** Avro's converter gives a {@link ByteBuffer}, the others an array. */
    static Object bytes(Object value) {
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
        return value;
    }

    private static Object decimal(Object value) {
        Struct struct = (Struct) value;
        return new BigDecimal(
                new BigInteger((byte[]) bytes(struct.getWithoutDefault("value"))), struct.getInt32("scale"));
    }

    // The converters hand Connect's own time types over as java.util.Date; nothing else here uses it.

    @SuppressWarnings("JavaUtilDate")
    private static Object days(Object value) {
        return Math.toIntExact(Math.floorDiv(((Date) value).getTime(), MILLIS_PER_DAY));
    }

    @SuppressWarnings("JavaUtilDate")
    private static Object millisOfDay(Object value) {
        return Math.toIntExact(((Date) value).getTime());
    }

    @SuppressWarnings("JavaUtilDate")
    private static Object millis(Object value) {
        return ((Date) value).getTime();
    }

    private record Reading(ColumnType type, UnaryOperator<Object> conversion) {

        static Reading of(ColumnType type) {
            return new Reading(type, UnaryOperator.identity());
        }
    }
}
