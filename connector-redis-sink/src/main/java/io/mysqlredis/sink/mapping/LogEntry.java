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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fields of a stream's entry: what happened, to which row, when, and where in binlog and Kafka it stands. */
final class LogEntry {

    private static final JsonFactory JSON = new JsonFactory();

    /** What of a source block tells the place in the binlog. */
    private static final List<String> POSITION = List.of("name", "server_id", "gtid", "file", "pos", "row");

    private final DocumentColumns columns;
    private final TableId table;
    private final String mapping;
    private final ValueRendering rendering;
    private final Notices notices;
    private final PerColumns<DocumentColumns.Bound> images = new PerColumns<>();
    private final PerColumns<KeyDocument> keys = new PerColumns<>();

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
            fields.add(new HashField(Bytes.utf8("key"), key(change)));
        }
        change.before().ifPresent(row -> fields.add(image("before", row)));
        change.after().ifPresent(row -> fields.add(image("after", row)));
        fields.add(new HashField(
                Bytes.utf8("source"), position(change.origin().source().get())));
        // By which a reader knows an entry that was appended twice.
        fields.add(HashField.of("record", change.position().toString()));
        return fields;
    }

    private HashField image(String name, Row row) {
        DocumentColumns.Bound document = images.of(row.columns(), this::bindImage);
        return new HashField(Bytes.utf8(name), document.of(row, row));
    }

    private DocumentColumns.Bound bindImage(Columns image) {
        RowShape shape = new RowShape(table, image, image);
        notices.say(columns.selection().missingIn(shape), mapping + ".columns", table);
        return columns.bind(shape, mapping + ".columns", rendering);
    }

    /** The document of keys with these columns. */
    private record KeyDocument(Columns columns, DocumentColumns.Bound document) {}

    private Bytes key(LoggedChange change) {
        Columns columnsOfKey = change.key().columns();
        Columns image = change.image().columns();
        KeyDocument key = keys.of(image, present -> bindKey(columnsOfKey, present));
        if (key.columns() != columnsOfKey) {
            key = bindKey(columnsOfKey, image);
            keys.replace(image, key);
        }
        return key.document().of(change.key(), change.image());
    }

    /** From the image where it can be: the source tells only there that a column is a BIGINT UNSIGNED. */
    private KeyDocument bindKey(Columns key, Columns image) {
        Map<String, String> names = new LinkedHashMap<>();
        key.asList().forEach(column -> names.put(column.name(), column.name()));
        DocumentColumns whole = new DocumentColumns(new ColumnSelection(false, names, Set.of()), false);
        return new KeyDocument(key, whole.bind(new RowShape(table, key, image), mapping + ".key", rendering));
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
