package io.mysqlredis.sink.mapping;

import io.mysqlredis.sink.command.Bytes;
import io.mysqlredis.sink.command.RedisKey;
import io.mysqlredis.sink.event.BadRecordException;
import io.mysqlredis.sink.event.Column;
import io.mysqlredis.sink.event.Row;
import io.mysqlredis.sink.event.TableId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Names a row {@code table:value:value…} by its table and primary key, so that no two rows of a table share a name.
 *
 * <p>A {@code :} or {@code \} inside a part gets a {@code \} before it, so that the keys (a:b, c) and (a, b:c) stay two.
 * The last part needs none, since nothing follows it: a key of one column stands there as it is.
 */
final class RowKeys {

    private static final byte DELIMITER = ':';
    private static final byte ESCAPE = '\\';

    private RowKeys() {}

    static RedisKey of(TableId table, Row primaryKey) {
        ByteArrayOutputStream name = new ByteArrayOutputStream(64);
        writeEscaped(table.table().getBytes(StandardCharsets.UTF_8), name);
        int last = primaryKey.columns().size() - 1;
        for (int i = 0; i < last; i++) {
            name.write(DELIMITER);
            writeEscaped(value(primaryKey, i), name);
        }
        name.write(DELIMITER);
        name.writeBytes(value(primaryKey, last));
        return new RedisKey(Bytes.of(name.toByteArray()));
    }

    private static byte[] value(Row primaryKey, int index) {
        Column column = primaryKey.columns().at(index);
        Object value = primaryKey.values().get(index);
        if (value == null) {
            throw new BadRecordException("its key column " + column.name()
                    + " is NULL; the source's message.key.columns may only name columns that are NOT NULL");
        }
        return ValueRendering.ISO.text(column, value);
    }

    // Byte by byte is safe: no byte of a longer UTF-8 sequence equals either of the two.
    private static void writeEscaped(byte[] part, ByteArrayOutputStream name) {
        for (byte b : part) {
            if (b == DELIMITER || b == ESCAPE) {
                name.write(ESCAPE);
            }
            name.write(b);
        }
    }
}
