package io.mysqlredis.sink.mapping;

import io.mysqlredis.sink.event.BadRecordException;
import io.mysqlredis.sink.event.Columns;
import io.mysqlredis.sink.event.TableId;
import java.util.Objects;
import java.util.Optional;

/** Which columns a record's key has, and which its image of the row. */
record RowShape(TableId table, Columns key, Columns image) {

    RowShape {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(image, "image");
    }

    /** Finds a column that a mapping cannot do without; in the key first, as a delete may bring nothing else. */
    BoundColumn column(String name, String usedBy) {
        return keyColumn(name)
                .or(() -> imageColumn(name))
                .orElseThrow(() -> new BadRecordException(usedBy + " names the column " + name + ", which table "
                        + table + " does not have in this record; it has " + image));
    }

    /** Finds a column in the image first; a record without an envelope may have it in its key alone. */
    Optional<BoundColumn> imageColumn(String name) {
        int index = image.indexOf(name);
        return index < 0 ? keyColumn(name) : Optional.of(new BoundColumn(false, index, image.at(index)));
    }

    private Optional<BoundColumn> keyColumn(String name) {
        int index = key.indexOf(name);
        return index < 0 ? Optional.empty() : Optional.of(new BoundColumn(true, index, key.at(index)));
    }
}
