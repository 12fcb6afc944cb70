package io.mysqlredis.sink.mapping;

import io.mysqlredis.sink.command.RecordPosition;
import io.mysqlredis.sink.command.RedisCommand;
import io.mysqlredis.sink.command.RedisKey;
import io.mysqlredis.sink.command.Write;
import io.mysqlredis.sink.event.BadRecordException;
import io.mysqlredis.sink.event.ChangeEvent;
import io.mysqlredis.sink.event.Columns;
import io.mysqlredis.sink.event.Row;
import io.mysqlredis.sink.event.TableId;
import io.mysqlredis.sink.filter.EventFilter;
import io.mysqlredis.sink.rendering.ValueRendering;
import java.util.List;
import java.util.Optional;

/** Appends an entry to a stream for each change that the mapping takes, in the order of the records. */
final class ChangeLog implements TableMapping {

    private static final Row NO_ROW = new Row(new Columns(List.of()), List.of());

    private final Mapping mapping;
    private final StreamType type;
    private final TableId table;
    private final ValueRendering rendering;
    private final LogEntry entry;
    private final PerColumns<BoundTemplate> streams = new PerColumns<>();

    ChangeLog(Mapping mapping, StreamType type, TableId table, ValueRendering rendering, Notices notices) {
        this.mapping = mapping;
        this.type = type;
        this.table = table;
        this.rendering = rendering;
        this.entry = new LogEntry(type.columns(), table, mapping.name(), rendering, notices);
    }

    @Override
    public List<RedisCommand> upsert(ChangeEvent.Upsert upsert, RecordPosition position) {
        return log(new LoggedChange(
                upsert.origin(), position, upsert.key(), upsert.before().row(), Optional.of(upsert.after())));
    }

    @Override
    public List<RedisCommand> delete(ChangeEvent.Delete delete, RecordPosition position) {
        return log(new LoggedChange(
                delete.origin(), position, delete.key(), delete.before().row(), Optional.empty()));
    }

    @Override
    public List<RedisCommand> tombstone(ChangeEvent.Tombstone tombstone, RecordPosition position) {
        // What a delete event told is logged with its row. Else it may be the delete of a record without an envelope;
        // then
        // it is logged as far as that can be decided without a row.
        boolean isDecidable = tombstone.origin().isPresent()
                && type.events().isEmpty()
                && mapping.key().isWithin(tombstone.key().columns());
        return isDecidable
                ? append(new LoggedChange(
                        tombstone.origin().get(), position, tombstone.key(), Optional.empty(), Optional.empty()))
                : List.of();
    }

    @Override
    public Write truncate(ChangeEvent.Truncate truncate, RecordPosition position) {
        if (mapping.key().usesRow()) {
            throw new BadRecordException("TRUNCATE of table " + table + " has no row, and so no place in a stream of "
                    + mapping.name() + ", whose key " + mapping.key() + " is made of columns");
        }
        LoggedChange change = new LoggedChange(truncate.origin(), position, NO_ROW, Optional.empty(), Optional.empty());
        return new Write(position, List.of(), isEvent(change) ? append(change) : List.of());
    }

    private List<RedisCommand> log(LoggedChange change) {
        return hasRow(change) && isEvent(change) ? append(change) : List.of();
    }

    /** Whether the mapping takes the row, as it was or as it is; one of which nothing is told could be. */
    private boolean hasRow(LoggedChange change) {
        return (change.before().isEmpty() && change.after().isEmpty())
                || change.before().map(this::takes).orElse(false)
                || change.after().map(this::takes).orElse(false);
    }

    private boolean takes(Row image) {
        return mapping.takes(table, image);
    }

    private boolean isEvent(LoggedChange change) {
        return type.events().isEmpty() || isEvent(change, type.events().get());
    }

    private boolean isEvent(LoggedChange change, EventFilter events) {
        try {
            return events.matches(
                    table,
                    change.origin().operation(),
                    change.before(),
                    change.after(),
                    change.origin().source());
        } catch (BadRecordException e) {
            throw new BadRecordException(mapping.name() + ".events: " + e.getMessage());
        }
    }

    private List<RedisCommand> append(LoggedChange change) {
        BoundTemplate stream = streams.of(change.image().columns(), image -> {
            RowShape shape = new RowShape(table, change.key().columns(), image);
            return mapping.key().bind(shape, mapping.name() + ".key", rendering);
        });
        return stream.render(change.key(), change.image())
                .<List<RedisCommand>>map(name ->
                        List.of(new RedisCommand.Append(new RedisKey(name), entry.of(change), type.maxLength())))
                .orElse(List.of());
    }
}
