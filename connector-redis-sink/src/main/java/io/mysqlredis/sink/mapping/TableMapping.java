package io.mysqlredis.sink.mapping;

import io.mysqlredis.sink.command.RecordPosition;
import io.mysqlredis.sink.command.RedisCommand;
import io.mysqlredis.sink.command.Write;
import io.mysqlredis.sink.event.BadRecordException;
import io.mysqlredis.sink.event.ChangeEvent;
import java.util.List;

/** One mapping at work on one table: the commands that keep it true, in the order in which they are carried out. */
interface TableMapping {

    /**
     * What a row that was written causes.
     *
     * @throws BadRecordException if the record is bad
     * @throws UnfitMappingException if the mapping cannot be right for this table
     */
    List<RedisCommand> upsert(ChangeEvent.Upsert upsert, RecordPosition position);

    /** What a row that is gone causes; it throws as {@link #upsert}. */
    List<RedisCommand> delete(ChangeEvent.Delete delete, RecordPosition position);

    /** What a row that is gone causes, of which nothing but its key is told; it throws as {@link #upsert}. */
    List<RedisCommand> tombstone(ChangeEvent.Tombstone tombstone, RecordPosition position);

    /** What it takes to empty the table; it throws as {@link #upsert}. */
    Write truncate(ChangeEvent.Truncate truncate, RecordPosition position);
}
