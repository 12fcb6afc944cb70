package io.mysqlredis.sink.event;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** What the values of a schema mean, and how they become the class that {@link ColumnType} names; never a guess. */
record Reading(ColumnType type, UnaryOperator<Object> conversion) {

    private static final long MILLIS_PER_DAY = 86_400_000L;

    /** Written by the source's {@code column.propagate.source.type} and {@code datatype.propagate.source.type}. */
    private static final String SOURCE_TYPE = "__debezium.source.column.type";

    /** As DDL may spell it: INT8 is another word for BIGINT, and MySQL makes each ZEROFILL column unsigned. */
    private static final Pattern UNSIGNED_BIGINT = Pattern.compile("(BIGINT|INT8) (UNSIGNED|ZEROFILL).*");

    /** The logical types of Connect and Debezium that are more than their primitive type tells. */
    private static final Map<String, Reading> BY_NAME = Map.ofEntries(
            Map.entry(Decimal.LOGICAL_NAME, of(ColumnType.DECIMAL)),
            Map.entry("org.apache.kafka.connect.data.Date", new Reading(ColumnType.DATE_DAYS, Reading::days)),
            Map.entry("org.apache.kafka.connect.data.Time", new Reading(ColumnType.TIME_MILLIS, Reading::millisOfDay)),
            Map.entry(
                    "org.apache.kafka.connect.data.Timestamp",
                    new Reading(ColumnType.DATETIME_MILLIS, Reading::millis)),
            Map.entry("io.debezium.data.VariableScaleDecimal", new Reading(ColumnType.DECIMAL, Reading::decimal)),
            Map.entry("io.debezium.data.Bits", new Reading(ColumnType.BITS, Reading::bytes)),
            Map.entry("io.debezium.data.Json", of(ColumnType.JSON)),
            Map.entry("io.debezium.data.FloatVector", of(ColumnType.VECTOR)),
            Map.entry("io.debezium.data.DoubleVector", of(ColumnType.VECTOR)),
            Map.entry("io.debezium.data.geometry.Geometry", new Reading(ColumnType.GEOMETRY, Reading::geometry)),
            Map.entry("io.debezium.data.geometry.Geography", new Reading(ColumnType.GEOMETRY, Reading::geometry)),
            Map.entry("io.debezium.data.geometry.Point", new Reading(ColumnType.GEOMETRY, Reading::geometry)),
            Map.entry("io.debezium.time.Year", of(ColumnType.YEAR)),
            Map.entry("io.debezium.time.Date", of(ColumnType.DATE_DAYS)),
            Map.entry("io.debezium.time.Time", of(ColumnType.TIME_MILLIS)),
            Map.entry("io.debezium.time.MicroTime", of(ColumnType.TIME_MICROS)),
            Map.entry("io.debezium.time.NanoTime", of(ColumnType.TIME_NANOS)),
            Map.entry("io.debezium.time.Timestamp", of(ColumnType.DATETIME_MILLIS)),
            Map.entry("io.debezium.time.MicroTimestamp", of(ColumnType.DATETIME_MICROS)),
            Map.entry("io.debezium.time.NanoTimestamp", of(ColumnType.DATETIME_NANOS)),
            Map.entry("io.debezium.time.ZonedTimestamp", of(ColumnType.ZONED_TIMESTAMP)));

    Reading {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(conversion, "conversion");
    }

    /** @throws BadRecordException if no column of MySQL has such a schema; the message goes on after the column's name */
    static Reading of(Schema schema) {
        if (isUnsignedBigint(schema)) {
            return new Reading(ColumnType.UNSIGNED, Reading::unsigned);
        }
        if (isFloatWithDigits(schema)) {
            return new Reading(ColumnType.FLOAT, value -> ((Double) value).floatValue());
        }
        if (isBooleanByName(schema)) {
            return new Reading(ColumnType.INTEGER, value -> (Boolean) value ? 1 : 0);
        }
        Reading reading = schema.name() == null ? null : BY_NAME.get(schema.name());
        return reading == null ? primitive(schema) : reading;
    }

    /** The source widens a {@code FLOAT(7,3)} to a double, whose further digits are no part of the value. */
    private static boolean isFloatWithDigits(Schema schema) {
        return schema.type() == Schema.Type.FLOAT64 && sourceType(schema).startsWith("FLOAT");
    }

    /**
     * {@code BOOLEAN} is another word for {@code TINYINT(1)}, which the source takes for a type of its own, but only where it
     * sees the word: in a {@code CREATE TABLE} that it reads itself.
     */
    private static boolean isBooleanByName(Schema schema) {
        return schema.type() == Schema.Type.BOOLEAN && sourceType(schema).startsWith("BOOL");
    }

    private static String sourceType(Schema schema) {
        return schema.parameters() == null ? "" : schema.parameters().getOrDefault(SOURCE_TYPE, "");
    }

    private static Reading of(ColumnType type) {
        return new Reading(type, UnaryOperator.identity());
    }

    private static Reading primitive(Schema schema) {
        return switch (schema.type()) {
            case BOOLEAN -> of(ColumnType.BOOLEAN);
            case INT8, INT16, INT32, INT64 -> of(ColumnType.INTEGER);
            case FLOAT32 -> of(ColumnType.FLOAT);
            case FLOAT64 -> of(ColumnType.DOUBLE);
            case STRING -> of(ColumnType.TEXT);
            case BYTES -> new Reading(ColumnType.BYTES, Reading::bytes);
            case ARRAY, MAP, STRUCT ->
                throw new BadRecordException("has the type "
                        + Objects.requireNonNullElse(
                                schema.name(), schema.type().getName())
                        + ", which no column of MySQL has and which cannot be rendered; remove the transform that makes"
                        + " it, or leave the column out with the source's column.exclude.list or the transform"
                        + " ReplaceField");
        };
    }

    private static boolean isUnsignedBigint(Schema schema) {
        if (!UNSIGNED_BIGINT.matcher(sourceType(schema)).matches()) {
            return false;
        }
        // The source's bigint.unsigned.handling.mode: precise, or long, where the upper half arrives negative.
        return Decimal.LOGICAL_NAME.equals(schema.name())
                ? "0".equals(schema.parameters().get(Decimal.SCALE_FIELD))
                : schema.name() == null && schema.type() == Schema.Type.INT64;
    }

    private static Object unsigned(Object value) {
        if (value instanceof Long) {
            return value;
        }
        BigInteger number = ((BigDecimal) value).toBigIntegerExact();
        if (number.signum() < 0 || number.bitLength() > Long.SIZE) {
            throw new BadRecordException("is out of the range of an unsigned BIGINT");
        }
        return number.longValue();
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

    private static Object geometry(Object value) {
        Struct struct = (Struct) value;
        Object wkb = struct.getWithoutDefault("wkb");
        if (wkb == null) {
            throw new BadRecordException("has no well-known binary");
        }
        return new Geometry(
                (byte[]) bytes(wkb), Objects.requireNonNullElse((Integer) struct.getWithoutDefault("srid"), 0));
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
}
