package io.mysqlredis.sink.rendering;

import com.fasterxml.jackson.core.JsonGenerator;
import io.mysqlredis.sink.event.BadRecordException;
import io.mysqlredis.sink.event.Column;
import io.mysqlredis.sink.event.ColumnType;
import io.mysqlredis.sink.event.Geometry;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * Renders a column's value as readers of Redis find it: exact, and by the same digits and words in keys, in hashes and in
 * JSON documents.
 */
public final class ValueRendering {

    /** Instants as ISO 8601 has them. */
    public static final ValueRendering ISO = new ValueRendering(InstantFormat.ISO);

    private final InstantFormat instants;

    public ValueRendering(InstantFormat instants) {
        this.instants = Objects.requireNonNull(instants, "instants");
    }

    /**
     * The value as bytes: UTF-8, or the bytes themselves of a column of bytes.
     *
     * @param value not null
     * @throws BadRecordException if the value is none of the column's type
     */
    public byte[] text(Column column, Object value) {
        try {
            return switch (column.type()) {
                case BYTES -> (byte[]) value;
                case TEXT, JSON, ZONED_TIMESTAMP -> StrictUtf8.encode(words(column.type(), value));
                // Made here, of nothing but ASCII.
                default -> words(column.type(), value).getBytes(StandardCharsets.UTF_8);
            };
        } catch (BadRecordException | ClassCastException | ArithmeticException e) {
            throw refusal(column, value, e);
        }
    }

    /**
     * Writes the value as JSON. What JSON readers would round stays text: a DECIMAL is a string of its digits.
     *
     * @param value not null
     * @throws BadRecordException if the value is none of the column's type; what was written is then no document
     */
    public void json(Column column, Object value, JsonGenerator out) throws IOException {
        try {
            writeJson(column.type(), value, out);
        } catch (BadRecordException | ClassCastException | ArithmeticException e) {
            throw refusal(column, value, e);
        }
    }

    private void writeJson(ColumnType type, Object value, JsonGenerator out) throws IOException {
        if (type == ColumnType.ZONED_TIMESTAMP && instants == InstantFormat.EPOCH) {
            out.writeNumber(words(type, value));
            return;
        }
        switch (type) {
            case BOOLEAN -> out.writeBoolean((Boolean) value);
            case YEAR -> out.writeNumber((Integer) value);
            case BYTES -> out.writeBinary((byte[]) value);
            case INTEGER, UNSIGNED, BITS, FLOAT, DOUBLE -> out.writeNumber(words(type, value));
            case JSON, VECTOR -> out.writeRawValue(StrictUtf8.requireWholeCharacters(words(type, value)));
            default -> out.writeString(StrictUtf8.requireWholeCharacters(words(type, value)));
        }
    }

    private String words(ColumnType type, Object value) {
        return switch (type) {
            case TEXT -> (String) value;
            case BOOLEAN -> ((Boolean) value).toString();
            case INTEGER -> Numbers.integer(value);
            case UNSIGNED -> Long.toUnsignedString((Long) value);
            case FLOAT -> Numbers.floatingPoint((Float) value);
            case DOUBLE -> Numbers.floatingPoint((Double) value);
            case DECIMAL -> ((BigDecimal) value).toPlainString();
            case BITS -> Numbers.bits((byte[]) value);
            case YEAR -> Times.year((Integer) value);
            case DATE_DAYS -> Times.date((Integer) value);
            case TIME_MILLIS -> Times.time(Math.multiplyExact((long) (Integer) value, 1_000_000L));
            case TIME_MICROS -> Times.time(Math.multiplyExact((Long) value, 1_000L));
            case TIME_NANOS -> Times.time((Long) value);
            case DATETIME_MILLIS -> Times.dateTime((Long) value, 1_000L);
            case DATETIME_MICROS -> Times.dateTime((Long) value, 1_000_000L);
            case DATETIME_NANOS -> Times.dateTime((Long) value, Times.NANOS_PER_SECOND);
            case ZONED_TIMESTAMP -> instants.text((String) value);
            case JSON -> JsonText.minified((String) value);
            case GEOMETRY -> WellKnownText.of((Geometry) value);
            case VECTOR -> Numbers.vector((List<?>) value);
            case BYTES -> throw new IllegalArgumentException("bytes are no words");
        };
    }

    /** Never with the cause, whose message may hold the value. */
    private static BadRecordException refusal(Column column, Object value, RuntimeException e) {
        if (e instanceof BadRecordException) {
            return column.refusal(e.getMessage());
        }
        return column.refusal("is not in the type's range, or not of its class: it is a "
                + value.getClass().getName());
    }
}
