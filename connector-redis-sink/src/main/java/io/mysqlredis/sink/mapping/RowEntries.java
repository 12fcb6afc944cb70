package io.mysqlredis.sink.mapping;

import io.mysqlredis.sink.command.RecordPosition;
import io.mysqlredis.sink.command.RedisCommand;
import io.mysqlredis.sink.command.Write;
import io.mysqlredis.sink.event.BadRecordException;
import io.mysqlredis.sink.event.BeforeImage;
import io.mysqlredis.sink.event.ChangeEvent;
import io.mysqlredis.sink.event.Columns;
import io.mysqlredis.sink.event.Row;
import io.mysqlredis.sink.event.TableId;
import io.mysqlredis.sink.rendering.ValueRendering;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keeps exactly one entry for each row that the mapping takes, and none for any other. */
final class RowEntries implements TableMapping {

    private final Mapping mapping;
    private final EntryType type;
    private final TableId table;
    private final ValueRendering rendering;
    private final Notices notices;
    private final SinglePartition singlePartition;
    private final PerColumns<Ownership> ownerships = new PerColumns<>();
    private final PerColumns<BoundPlace> placesByKey = new PerColumns<>();
    private final PerColumns<Binding> bindings = new PerColumns<>();

    /** @param singlePartition of all tables whose rows may leave entries to each other */
    RowEntries(
            Mapping mapping,
            EntryType type,
            TableId table,
            ValueRendering rendering,
            Notices notices,
            SinglePartition singlePartition) {
        this.mapping = mapping;
        this.type = type;
        this.table = table;
        this.rendering = rendering;
        this.notices = notices;
        this.singlePartition = singlePartition;
    }

    /** The mapping for the rows of one shape. */
    private record Binding(Columns keyColumns, BoundPlace place, EntryType.Content content) {}

    @Override
    public List<RedisCommand> upsert(ChangeEvent.Upsert upsert, RecordPosition position) {
        Row after = upsert.after();
        // First, since it names a column that is not there, where its absence would look like a shared entry.
        Binding binding = binding(upsert.key().columns(), after.columns());
        Ownership ownership = ownership(upsert.key().columns(), position);
        Optional<Place> place = binding.place().of(upsert.key(), after);
        Optional<RedisCommand> put = takes(after)
                ? place.flatMap(there -> binding.content()
                        .put(there, upsert.key(), after, upsert.origin().committedAt()))
                : Optional.empty();
        if (ownership == Ownership.BY_KEY) {
            return List.of(put.orElseGet(() -> type.remove(place.orElseThrow())));
        }
        Set<Place> vacated = new LinkedHashSet<>();
        former(upsert.key(), upsert.before(), ownership).ifPresent(vacated::add);
        if (put.isPresent()) {
            vacated.remove(place.orElseThrow());
        } else if (ownership != Ownership.SHARED) {
            // Nobody else's entry can be there, and whether this row had one is not known for certain.
            place.ifPresent(vacated::add);
        }
        List<RedisCommand> commands = new ArrayList<>(2);
        vacated.forEach(there -> commands.add(type.remove(there)));
        put.ifPresent(commands::add);
        return commands;
    }

    @Override
    public List<RedisCommand> delete(ChangeEvent.Delete delete, RecordPosition position) {
        Ownership ownership = ownership(delete.key().columns(), position);
        Optional<Place> place = ownership == Ownership.BY_KEY
                ? placeByKey(delete.key())
                : former(delete.key(), delete.before(), ownership);
        return place.map(there -> List.of(type.remove(there))).orElse(List.of());
    }

    @Override
    public List<RedisCommand> tombstone(ChangeEvent.Tombstone tombstone, RecordPosition position) {
        // Where the key does not tell the place, the delete event did the work, by its before image.
        return ownership(tombstone.key().columns()) == Ownership.BY_KEY
                ? List.of(type.remove(placeByKey(tombstone.key()).orElseThrow()))
                : List.of();
    }

    @Override
    public Write truncate(ChangeEvent.Truncate truncate, RecordPosition position) {
        if (!isKeySpaceOfThisTable()) {
            throw new BadRecordException("TRUNCATE of table " + table + " cannot be applied by " + mapping.name()
                    + ", since keys of the form " + mapping.key()
                    + " may be those of other tables; let its table name one table and its key begin with a text of"
                    + " its own, or let its key hold ${table}");
        }
        return new Write(
                position,
                List.of(KeyPatterns.of(mapping.key(), table, truncate.columns(), type.redisType())),
                List.of());
    }

    private boolean isKeySpaceOfThisTable() {
        boolean isOfOneDatabase = mapping.key().namesDatabase()
                || mapping.tables().isInOneDatabase()
                // A table of this name in a second database is refused.
                || !mapping.tables().namesDatabaseOf(table);
        return (mapping.tables().isOneTable() && !KeyPatterns.areAll(mapping.key()))
                || (mapping.key().namesTable() && isOfOneDatabase);
    }

    /** Where the row had its entry before, by its before image; for shared entries only if it did have one. */
    private Optional<Place> former(Row key, BeforeImage before, Ownership ownership) {
        if (!before.isKnown()) {
            throw new BadRecordException(mapping.name() + " needs the row as it was before the change, and this record"
                    + " does not bring it; it takes Debezium's own change events, without ExtractNewRecordState, and"
                    + " MySQL with binlog_row_image=FULL");
        }
        if (before.row().isEmpty()) {
            return Optional.empty();
        }
        Row row = before.row().get();
        Binding binding = binding(key.columns(), row.columns());
        Optional<Place> place = binding.place().of(key, row);
        return place.filter(there -> ownership != Ownership.SHARED || hadEntry(binding, there, key, row));
    }

    private boolean hadEntry(Binding binding, Place place, Row key, Row before) {
        try {
            return takes(before) && binding.content().put(place, key, before, 0).isPresent();
        } catch (BadRecordException e) {
            // That row was refused when it came; the one that corrects it must not be.
            return false;
        }
    }

    private Optional<Place> placeByKey(Row key) {
        BoundPlace place = placesByKey.of(
                key.columns(),
                columns -> BoundPlace.of(mapping, type.member(), new RowShape(table, columns, columns), rendering));
        return place.of(key, key);
    }

    private boolean takes(Row image) {
        return mapping.takes(table, image);
    }

    private Ownership ownership(Columns keyColumns, RecordPosition position) {
        Ownership ownership = ownership(keyColumns);
        if (ownership == Ownership.SHARED) {
            singlePartition.require(mapping, table, keyColumns, position);
        }
        return ownership;
    }

    private Ownership ownership(Columns keyColumns) {
        return ownerships.of(keyColumns, columns -> Ownership.of(mapping.key(), type.member(), columns));
    }

    private Binding binding(Columns key, Columns image) {
        Binding binding = bindings.of(image, columns -> bind(key, columns));
        if (binding.keyColumns() != key) {
            // The table got another primary key, or the source another schema for the same.
            binding = bind(key, image);
            bindings.replace(image, binding);
        }
        return binding;
    }

    private Binding bind(Columns key, Columns image) {
        RowShape shape = new RowShape(table, key, image);
        type.selection()
                .ifPresent(selection -> notices.say(selection.missingIn(shape), mapping.name() + ".columns", table));
        return new Binding(
                key,
                BoundPlace.of(mapping, type.member(), shape, rendering),
                type.bind(shape, mapping.name(), rendering));
    }
}
