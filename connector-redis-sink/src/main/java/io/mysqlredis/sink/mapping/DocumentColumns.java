package io.mysqlredis.sink.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.mysqlredis.sink.command.Bytes;
import io.mysqlredis.sink.event.Row;
import io.mysqlredis.sink.rendering.ValueRendering;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/**
 * The columns of a JSON document, in UTF-8.
 *
 * @param nullsAreLeftOut whether NULL has no member, instead of {@code null}
 */
public record DocumentColumns(ColumnSelection selection, boolean nullsAreLeftOut) {

    private static final JsonFactory JSON = JsonFactory.builder()
            // As one character of UTF-8, not as two escapes.
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    public DocumentColumns {
        Objects.requireNonNull(selection, "selection");
    }

    Bound bind(RowShape shape, String usedBy, ValueRendering rendering) {
        List<NamedColumn> named = selection.bind(shape, usedBy).stream()
                .map(selected -> new NamedColumn(selected.column(), new SerializedString(selected.name())))
                .toList();
        return new Bound(named, nullsAreLeftOut, rendering);
    }

    private record NamedColumn(BoundColumn column, SerializedString name) {}

    /** The document of each row of one shape. */
    record Bound(List<NamedColumn> columns, boolean nullsAreLeftOut, ValueRendering rendering) {

        Bytes of(Row key, Row image) {
            ByteArrayOutputStream out = new ByteArrayOutputStream(256);
            try (JsonGenerator json = JSON.createGenerator(out)) {
                json.writeStartObject();
                for (NamedColumn column : columns) {
                    write(column, column.column().value(key, image), json);
                }
                json.writeEndObject();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Bytes.of(out.toByteArray());
        }

        private void write(NamedColumn column, Object value, JsonGenerator json) throws IOException {
            if (value != null) {
                json.writeFieldName(column.name());
                rendering.json(column.column().column(), value, json);
            } else if (!nullsAreLeftOut) {
                json.writeFieldName(column.name());
                json.writeNull();
            }
        }
    }
}
