package io.mysqlredis.sink.event;

import java.util.Objects;
import java.util.function.UnaryOperator;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/**
 * Reads one field of a Connect struct as a column: what it means by its schema, and how its value becomes one of the
 * classes that {@link ColumnType} names.
 */
record ColumnReader(Column column, UnaryOperator<Object> conversion) {

    ColumnReader {
        Objects.requireNonNull(column, "column");
        Objects.requireNonNull(conversion, "conversion");
    }

    /** @throws BadRecordException if the field's schema is none that a column can have */
    static ColumnReader of(Field field) {
        try {
            Reading reading = Reading.of(field.schema());
            return new ColumnReader(new Column(field.name(), reading.type()), reading.conversion());
        } catch (BadRecordException e) {
            throw new BadRecordException("column " + field.name() + " " + e.getMessage());
        }
    }

    /** @throws BadRecordException if the value is none that the field's schema allows */
    Object value(Struct struct) {
        // Not get(), which puts a column's default in the place of NULL.
        Object value = struct.getWithoutDefault(column.name());
        try {
            return value == null ? null : conversion.apply(value);
        } catch (BadRecordException e) {
            throw column.refusal(e.getMessage());
        } catch (ClassCastException | ArithmeticException | NumberFormatException | DataException e) {
            // Not with the cause, whose message may hold the value.
            throw column.refusal("is not in the type's range, or not of its class: it is a "
                    + value.getClass().getName());
        }
    }
}
