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
public record ColumnReader(Column column, UnaryOperator<Object> conversion) {

    public ColumnReader {
        Objects.requireNonNull(column, "column");
        Objects.requireNonNull(conversion, "conversion");
    }

    /**
     * The one for a field of a row.
     *
     * @throws BadRecordException if the field's schema is none that a column can have
     */
    public static ColumnReader of(Field field) {
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
        return converted(struct.getWithoutDefault(column.name()));
    }

    /**
     * A value of the field as a {@link Row} has it.
     *
     * @throws BadRecordException if the value is none that the field's schema allows
     */
    public Object converted(Object value) {
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
