package io.mysqlredis.sink.json;

import com.fasterxml.jackson.core.JsonParser;
import io.mysqlredis.sink.event.ColumnReader;
import io.mysqlredis.sink.event.Columns;
import io.mysqlredis.sink.event.Row;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;

/** How objects of JSON become rows of one schema. */
final class RowPlan {

    private final Fields fields;
    private final ValueReader[] readers;
    private final ColumnReader[] columnReaders;
    private final Columns columns;

    RowPlan(Schema schema) {
        fields = new Fields(schema);
        readers = schema.fields().stream()
                .map(field -> ValueReader.of(field.schema()))
                .toArray(ValueReader[]::new);
        columnReaders = schema.fields().stream().map(ColumnReader::of).toArray(ColumnReader[]::new);
        columns = new Columns(Stream.of(columnReaders).map(ColumnReader::column).toList());
    }

    Columns columns() {
        return columns;
    }

    /** The values as they stand there. */
    Object[] values(JsonParser json) throws IOException {
        return fields.values(json, readers);
    }

    Row row(Object[] values) {
        Object[] converted = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            converted[i] = columnReaders[i].converted(values[i]);
        }
        return new Row(columns, Arrays.asList(converted));
    }
}
