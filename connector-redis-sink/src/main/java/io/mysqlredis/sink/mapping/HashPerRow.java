package io.mysqlredis.sink.mapping;

import io.mysqlredis.sink.command.Bytes;
import io.mysqlredis.sink.command.HashField;
import io.mysqlredis.sink.command.RedisCommand;
import io.mysqlredis.sink.command.RedisKey;
import io.mysqlredis.sink.event.BadRecordException;
import io.mysqlredis.sink.event.ChangeEvent;
import io.mysqlredis.sink.event.Column;
import io.mysqlredis.sink.event.Row;
import io.mysqlredis.sink.event.TableId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps one Redis hash per row at {@code table:primary-key}, which holds exactly the columns that are not NULL. */
public final class HashPerRow implements ChangeEvent.Handler<List<RedisCommand>> {

    // By table name: the database is no part of the keys.
    private final Map<String, TableId> tables = new HashMap<>();

    /** @throws BadRecordException if another database has a table of this name: the two would overwrite each other */
    @Override
    public List<RedisCommand> upsert(ChangeEvent.Upsert upsert) {
        RedisKey key = key(upsert.table(), upsert.key());
        List<HashField> fields = fields(upsert.after());
        return List.of(fields.isEmpty() ? new RedisCommand.Delete(key) : new RedisCommand.ReplaceHash(key, fields));
    }

    @Override
    public List<RedisCommand> delete(ChangeEvent.Delete delete) {
        return List.of(new RedisCommand.Delete(key(delete.table(), delete.key())));
    }

    @Override
    public List<RedisCommand> tombstone(ChangeEvent.Tombstone tombstone) {
        return List.of(new RedisCommand.Delete(key(tombstone.table(), tombstone.key())));
    }

    /** Refused: which keys the table has in Redis is known to no record. */
    @Override
    public List<RedisCommand> truncate(ChangeEvent.Truncate truncate) {
        throw new BadRecordException("TRUNCATE of table " + truncate.table() + " cannot be applied; let the source drop"
                + " truncates with skipped.operations=t, and empty tables with DELETE");
    }

    @Override
    public List<RedisCommand> nothing() {
        return List.of();
    }

    private RedisKey key(TableId table, Row primaryKey) {
        TableId first = tables.putIfAbsent(table.table(), table);
        if (first != null && !first.equals(table)) {
            throw new BadRecordException("table " + table + " has the same keys in Redis as table " + first
                    + "; give each database a connector and a Redis database of its own, and do not restart this task"
                    + " before, since it remembers this no longer than it runs");
        }
        return RowKeys.of(table, primaryKey);
    }

    private static List<HashField> fields(Row row) {
        List<HashField> fields = new ArrayList<>(row.columns().size());
        for (int i = 0; i < row.columns().size(); i++) {
            Column column = row.columns().at(i);
            Object value = row.values().get(i);
            if (value != null) {
                byte[] rendered = ValueRendering.ISO.text(column, value);
                fields.add(new HashField(Bytes.utf8(column.name()), Bytes.of(rendered)));
            }
        }
        return fields;
    }
}
