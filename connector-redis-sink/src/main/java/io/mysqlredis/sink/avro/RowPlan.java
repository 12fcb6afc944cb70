package io.mysqlredis.sink.avro;

import io.mysqlredis.sink.event.Column;
import io.mysqlredis.sink.event.ColumnReader;
import io.mysqlredis.sink.event.Columns;
import io.mysqlredis.sink.event.Row;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.io.Decoder;

/** How records of one Avro schema become rows. */
final class RowPlan {

    private final ValueReader[] readers;
    private final ColumnReader[] columnReaders;
    private final Columns columns;

    RowPlan(AvroRecord type) {
        readers = type.fields().toArray(ValueReader[]::new);
        columnReaders = type.schema().fields().stream().map(ColumnReader::of).toArray(ColumnReader[]::new);
        List<Column> list =
                Arrays.stream(columnReaders).map(ColumnReader::column).toList();
        columns = new Columns(list);
    }

    Columns columns() {
        return columns;
    }

    Row read(Decoder in) throws IOException {
        Object[] values = new Object[readers.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = columnReaders[i].converted(readers[i].read(in));
        }
        return new Row(columns, Arrays.asList(values));
    }
}
