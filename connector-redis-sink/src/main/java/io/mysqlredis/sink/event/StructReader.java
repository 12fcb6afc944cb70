package io.mysqlredis.sink.event;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** Reads Connect structs as {@link Row}s; what the schema decides is decided once per schema. */
final class StructReader {

    /** Far more than the tables of one task; a source that makes new schemas for ever must not fill the heap. */
    private static final int MAX_SCHEMAS = 1_000;

    // By identity: converters hand out one instance per schema, and comparing schemas costs more than reading a row.
    private final IdentityHashMap<Schema, Plan> plans = new IdentityHashMap<>();

    private final Predicate<String> isColumn;

    StructReader() {
        this(name -> true);
    }

    /** @param isColumn by the name of a field, whether it belongs to the row */
    StructReader(Predicate<String> isColumn) {
        this.isColumn = isColumn;
    }

    Row read(Struct struct) {
        Plan plan = plan(struct.schema());
        Object[] values = new Object[plan.readers().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = plan.readers().get(i).value(struct);
        }
        return new Row(plan.columns(), Arrays.asList(values));
    }

    Columns columns(Schema schema) {
        return plan(schema).columns();
    }

    private Plan plan(Schema schema) {
        Plan plan = plans.get(schema);
        if (plan == null) {
            plan = Plan.of(schema, isColumn);
            if (plans.size() == MAX_SCHEMAS) {
                plans.clear();
            }
            plans.put(schema, plan);
        }
        return plan;
    }

    private record Plan(List<ColumnReader> readers, Columns columns) {

        static Plan of(Schema schema, Predicate<String> isColumn) {
            List<ColumnReader> readers = schema.fields().stream()
                    .filter(field -> isColumn.test(field.name()))
                    .map(ColumnReader::of)
                    .toList();
            return new Plan(
                    readers,
                    new Columns(readers.stream().map(ColumnReader::column).toList()));
        }
    }
}
