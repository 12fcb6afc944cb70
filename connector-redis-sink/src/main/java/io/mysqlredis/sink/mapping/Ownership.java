package io.mysqlredis.sink.mapping;

import io.mysqlredis.sink.event.Column;
import io.mysqlredis.sink.event.Columns;
import java.util.Optional;

/** Whose an entry is, and what tells where it stands. */
enum Ownership {
    /** One row's alone; the record's key tells where. */
    BY_KEY,
    /** One row's alone; an image of the row tells where. */
    BY_ROW,
    /** One row can leave the entry to another. */
    SHARED;

    static Ownership of(Template key, Optional<Template> member, Columns keyColumns) {
        boolean isOwned = keyColumns.asList().stream()
                .map(Column::name)
                .allMatch(name -> key.covers(name)
                        || member.map(template -> template.covers(name)).orElse(false));
        if (!isOwned) {
            return SHARED;
        }
        boolean isWithinKey = key.isWithin(keyColumns)
                && member.map(template -> template.isWithin(keyColumns)).orElse(true);
        return isWithinKey ? BY_KEY : BY_ROW;
    }
}
