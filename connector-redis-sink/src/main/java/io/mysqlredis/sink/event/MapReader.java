package io.mysqlredis.sink.event;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what has no schema as a {@link Row}: the class of a value is all that tells what it means. */
final class MapReader {

    /** Which columns are NULL makes a difference, since NULL has no class: there may be many combinations. */
    private static final int MAX_SHAPES = 1_000;

    private final Map<List<Column>, Columns> shapes = new HashMap<>();

    Row read(Map<?, ?> fields) {
        List<Column> columns = new ArrayList<>(fields.size());
        List<Object> values = new ArrayList<>(fields.size());
        fields.forEach((name, value) -> {
            Column column = new Column(String.valueOf(name), type(name, value));
            columns.add(column);
            values.add(converted(value));
        });
        return new Row(shared(columns), values);
    }

    private static Object converted(Object value) {
        return value instanceof BigInteger number ? new BigDecimal(number) : Reading.bytes(value);
    }

    private Columns shared(List<Column> columns) {
        if (shapes.size() >= MAX_SHAPES) {
            shapes.clear();
        }
        return shapes.computeIfAbsent(columns, Columns::new);
    }

    private static ColumnType type(Object name, Object value) {
        if (value == null || value instanceof String) {
            return ColumnType.TEXT;
        }
        if (value instanceof Boolean) {
            return ColumnType.BOOLEAN;
        }
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ColumnType.INTEGER;
        }
        if (value instanceof Double) {
            return ColumnType.DOUBLE;
        }
        if (value instanceof Float) {
            return ColumnType.FLOAT;
        }
        if (value instanceof BigDecimal || value instanceof BigInteger) {
            return ColumnType.DECIMAL;
        }
        if (value instanceof byte[] || value instanceof ByteBuffer) {
            return ColumnType.BYTES;
        }
        if (value instanceof Map) {
            throw new BadRecordException(
                    "its field " + name + " holds an object; make it flat with the transform Flatten,"
                            + " or leave it out with the transform ReplaceField");
        }
        throw new BadRecordException("its field " + name + " holds neither a number nor a text but a "
                + (value instanceof List ? "list" : value.getClass().getSimpleName())
                + "; leave it out with the transform ReplaceField, or have it written as a text");
    }
}
