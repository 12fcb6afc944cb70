package io.mysqlredis.sink;

import io.mysqlredis.sink.command.Write;
import io.mysqlredis.sink.delivery.Change;
import io.mysqlredis.sink.delivery.Change.Kind;
import io.mysqlredis.sink.event.ChangeEvent;
import io.mysqlredis.sink.event.Operation;
import io.mysqlredis.sink.event.TableId;
import io.mysqlredis.sink.mapping.Mappings;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** What each event counts as; for events of one kind and table that is one instance. */
final class Changes {

    private final Mappings mappings;
    private final Map<TableId, Map<Kind, Change>> known = new HashMap<>();

    /** That of the record before, since the next one is mostly of the same table. */
    private TableId latest = new TableId("", "");

    private Map<Kind, Change> ofLatest = new EnumMap<>(Kind.class);

    Changes(Mappings mappings) {
        this.mappings = mappings;
    }

    /** @param write what the mappings made of the event */
    Change of(ChangeEvent event, Write write) {
        return event.dispatch(new ChangeEvent.Handler<>() {

            @Override
            public Change upsert(ChangeEvent.Upsert upsert) {
                boolean isSnapshot = upsert.origin().operation() == Operation.SNAPSHOT_READ;
                return ofTable(upsert.table(), isSnapshot ? Kind.SNAPSHOT_READ : Kind.UPSERT, write);
            }

            @Override
            public Change delete(ChangeEvent.Delete delete) {
                return ofTable(delete.table(), Kind.DELETE, write);
            }

            @Override
            public Change tombstone(ChangeEvent.Tombstone tombstone) {
                return tombstone.origin().isEmpty() || write.isEmpty()
                        ? Change.NOTHING
                        : ofTable(tombstone.table(), Kind.DELETE, write);
            }

            @Override
            public Change truncate(ChangeEvent.Truncate truncate) {
                return write.isEmpty() ? Change.NOTHING : ofTable(truncate.table(), Kind.TRUNCATE, write);
            }

            @Override
            public Change nothing() {
                return Change.NOTHING;
            }
        });
    }

    private Change ofTable(TableId table, Kind kind, Write write) {
        // What a table's mappings make of a row can be nothing at all.
        if (write.isEmpty() && mappings.unmatched().containsKey(table)) {
            return Change.UNMATCHED;
        }
        if (!table.equals(latest)) {
            latest = table;
            ofLatest = known.computeIfAbsent(table, unknown -> new EnumMap<>(Kind.class));
        }
        return ofLatest.computeIfAbsent(kind, unknown -> new Change(table.toString(), kind));
    }
}
