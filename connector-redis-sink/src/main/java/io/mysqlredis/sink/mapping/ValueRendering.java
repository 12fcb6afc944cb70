package io.mysqlredis.sink.mapping;

import com.fasterxml.jackson.core.JsonGenerator;
import io.mysqlredis.sink.event.ColumnType;
import java.io.IOException;

/** Stands in until the real one comes. */
public final class ValueRendering {

    public byte[] text(ColumnType type, Object value) {
        return TextRendering.render(type, value);
    }

    public void json(ColumnType type, Object value, JsonGenerator json) throws IOException {
        json.writeString(new String(text(type, value), java.nio.charset.StandardCharsets.UTF_8));
    }
}
