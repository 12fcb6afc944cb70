package io.mysqlredis.sink.mapping;

import io.mysqlredis.sink.command.RecordPosition;
import io.mysqlredis.sink.event.Column;
import io.mysqlredis.sink.event.Columns;
import io.mysqlredis.sink.event.TableId;
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

    /** Changes of two rows keep their order only in one partition. */
    void requireOnePartition(Mapping mapping, TableId table, Columns keyColumns, RecordPosition position) {
        if (!mapping.isSharedWithinPartition()) {
            throw new UnfitMappingException("one entry of " + mapping.name()
                    + " could be that of several rows of table "
                    + table + ", whose changes may overtake each other: neither its key nor its member holds all of"
                    + " the primary key (" + keyColumns
                    + "), as ${pk} does; add what is missing, or, if the table's topic has one"
                    + " partition and no two rows have the entry at a time, set " + mapping.name()
                    + ".shared=single-partition");
        }
        if (position.partition() > 0) {
            throw new UnfitMappingException(mapping.name() + ".shared=single-partition needs a topic of one partition,"
                    + " and this record is in partition " + position.partition()
                    + "; let the source create the topic of table " + table
                    + " with one (topic.creation.*), under a new topic.prefix");
        }
    }
}
