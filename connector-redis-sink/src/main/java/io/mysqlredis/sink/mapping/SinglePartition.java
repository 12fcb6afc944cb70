package io.mysqlredis.sink.mapping;

import io.mysqlredis.sink.command.RecordPosition;
import io.mysqlredis.sink.event.Columns;
import io.mysqlredis.sink.event.TableId;

/** Refuses shared entries whose rows come through more than one partition: only within one do changes of two rows keep order. */
final class SinglePartition {

    /** Of the first record. */
    private String topic;

    /** @throws UnfitMappingException if the mapping does not allow for shared entries, or this record's partition is another */
    void require(Mapping mapping, TableId table, Columns keyColumns, RecordPosition position) {
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
        if (topic == null) {
            topic = position.topic();
        } else if (!topic.equals(position.topic())) {
            throw new UnfitMappingException(mapping.name() + ".shared=single-partition needs one topic for all tables"
                    + " that share entries, and rows came from " + topic + " and now from " + position.topic()
                    + "; let the source write them to one topic (ByLogicalTableRouter), or the mapping's key hold"
                    + " ${table}");
        }
    }
}
