package io.mysqlredis.sink.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.mysqlredis.sink.command.Bytes;
import io.mysqlredis.sink.command.HashField;
import io.mysqlredis.sink.event.Columns;
import io.mysqlredis.sink.event.Row;
import io.mysqlredis.sink.event.TableId;
import io.mysqlredis.sink.rendering.ValueRendering;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The fields of a stream's entry: what happened, to which row, when, and where in binlog and Kafka it stands. */
final class LogEntry {

    private static final JsonFactory JSON = new JsonFactory();

    /** What of a source block tells the place in the binlog. */
    private static final List<String> POSITION = List.of("name", "server_id", "gtid", "file", "pos", "row");

    private static final DocumentColumns WHOLE_KEY = new DocumentColumns(ColumnSelection.ALL, false);

    private final DocumentColumns columns;
    private final TableId table;
    private final String mapping;
    private final ValueRendering rendering;
    private final Notices notices;
    private final PerColumns<DocumentColumns.Bound> images = new PerColumns<>();
    private final PerColumns<DocumentColumns.Bound> keys = new PerColumns<>();

    LogEntry(DocumentColumns columns, TableId table, String mapping, ValueRendering rendering, Notices notices) {
        this.columns = columns;
        this.table = table;
        this.mapping = mapping;
        this.rendering = rendering;
        this.notices = notices;
    }

    List<HashField> of(LoggedChange change) {
        List<HashField> fields = new ArrayList<>();
        fields.add(HashField.of("op", change.origin().operation().word()));
        fields.add(HashField.of("table", table.toString()));
        fields.add(HashField.of("ts_ms", Long.toString(change.origin().committedAt())));
        if (change.key().columns().size() > 0) {
            fields.add(document("key", change.key(), WHOLE_KEY, keys));
        }
        change.before().ifPresent(row -> fields.add(document("before", row, columns, images)));
        change.after().ifPresent(row -> fields.add(document("after", row, columns, images)));
        fields.add(new HashField(
                Bytes.utf8("source"), position(change.origin().source().get())));
        // By which a reader knows an entry that was appended twice.
        fields.add(HashField.of("record", change.position().toString()));
        return fields;
    }

    private HashField document(
            String name, Row row, DocumentColumns selected, PerColumns<DocumentColumns.Bound> cache) {
        DocumentColumns.Bound document = cache.of(row.columns(), present -> bind(selected, present));
        return new HashField(Bytes.utf8(name), document.of(row, row));
    }

    private DocumentColumns.Bound bind(DocumentColumns selected, Columns present) {
        RowShape shape = new RowShape(table, present, present);
        notices.say(selected.selection().missingIn(shape), mapping + ".columns", table);
        return selected.bind(shape, mapping + ".columns", rendering);
    }

    private static Bytes position(Map<String, Object> source) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(128);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            for (String name : POSITION) {
                Object value = source.get(name);
                if (value instanceof Long number) {
                    json.writeNumberField(name, number);
                } else if (value != null) {
                    json.writeStringField(name, value.toString());
                }
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Bytes.of(out.toByteArray());
    }
}
