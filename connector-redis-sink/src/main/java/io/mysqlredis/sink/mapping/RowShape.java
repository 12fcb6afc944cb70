package io.mysqlredis.sink.mapping;

import io.mysqlredis.sink.event.BadRecordException;
import io.mysqlredis.sink.event.Columns;
import io.mysqlredis.sink.event.TableId;
import java.util.Objects;

/** Which columns a record's key has, and which its image of the row. */
record RowShape(TableId table, Columns key, Columns image) {

    RowShape {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(image, "image");
    }

    /** Finds a column that a mapping names; in the key first, as a delete may bring nothing else. */
    BoundColumn column(String name, String usedBy) {
        int inKey = key.indexOf(name);
        if (inKey >= 0) {
            return new BoundColumn(true, inKey, key.at(inKey));
        }
        int inImage = image.indexOf(name);
        if (inImage >= 0) {
            return new BoundColumn(false, inImage, image.at(inImage));
        }
        throw new BadRecordException(usedBy + " names the column " + name + ", which table " + table
                + " does not have in this record; it has " + image);
    }
}
