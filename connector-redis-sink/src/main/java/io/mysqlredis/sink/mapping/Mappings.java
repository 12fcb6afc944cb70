package io.mysqlredis.sink.mapping;

import io.mysqlredis.sink.command.KeyPattern;
import io.mysqlredis.sink.command.RecordPosition;
import io.mysqlredis.sink.command.RedisCommand;
import io.mysqlredis.sink.command.Write;
import io.mysqlredis.sink.event.BadRecordException;
import io.mysqlredis.sink.event.ChangeEvent;
import io.mysqlredis.sink.event.TableId;
import io.mysqlredis.sink.rendering.ValueRendering;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** Turns each change into what the mappings of its table make of it: the one way from an event to commands. */
public final class Mappings {

    private final TruncatePolicy truncatePolicy;
    private final Notices notices = new Notices();
    private final TablePlanner planner;
    private final Map<TableId, List<TableMapping>> plans = new HashMap<>();
    private final Map<TableId, List<TableMapping>> plansByGuess = new HashMap<>();
    private final Map<TableId, Long> unmatched = new HashMap<>();

    /** @param mappings at least one */
    public Mappings(List<Mapping> mappings, TruncatePolicy truncatePolicy, ValueRendering rendering) {
        this.truncatePolicy = Objects.requireNonNull(truncatePolicy, "truncatePolicy");
        this.planner = new TablePlanner(mappings, rendering, notices);
    }

    /**
     * What a change causes in Redis.
     *
     * @throws BadRecordException if this record is bad
     * @throws UnfitMappingException if a mapping cannot be right for its table
     */
    public Write apply(ChangeEvent event, RecordPosition position) {
        return event.dispatch(new ChangeEvent.Handler<>() {

            @Override
            public Write upsert(ChangeEvent.Upsert upsert) {
                return commands(upsert.table(), position, mapping -> mapping.upsert(upsert, position));
            }

            @Override
            public Write delete(ChangeEvent.Delete delete) {
                return commands(delete.table(), position, mapping -> mapping.delete(delete, position));
            }

            @Override
            public Write tombstone(ChangeEvent.Tombstone tombstone) {
                return write(
                        matchingByGuess(tombstone.table()),
                        position,
                        mapping -> mapping.tombstone(tombstone, position));
            }

            @Override
            public Write truncate(ChangeEvent.Truncate truncate) {
                return Mappings.this.truncate(truncate, position);
            }

            @Override
            public Write nothing() {
                return Write.of(position);
            }
        });
    }

    /** What an operator should read, and was not handed out before. */
    public Set<String> takeNotices() {
        return notices.take();
    }

    /** How many records were left out of each table that no mapping takes. */
    public Map<TableId, Long> unmatched() {
        return Collections.unmodifiableMap(unmatched);
    }

    private Write commands(
            TableId table, RecordPosition position, Function<TableMapping, List<RedisCommand>> application) {
        List<TableMapping> matching = matching(table);
        if (matching.isEmpty()) {
            unmatched.merge(table, 1L, Long::sum);
        }
        return write(matching, position, application);
    }

    private static Write write(
            List<TableMapping> matching,
            RecordPosition position,
            Function<TableMapping, List<RedisCommand>> application) {
        if (matching.size() == 1) {
            return new Write(position, List.of(), application.apply(matching.get(0)));
        }
        List<RedisCommand> commands = new ArrayList<>();
        matching.forEach(mapping -> commands.addAll(application.apply(mapping)));
        return new Write(position, List.of(), commands);
    }

    private List<TableMapping> matching(TableId table) {
        List<TableMapping> matching = plans.get(table);
        if (matching == null) {
            matching = planner.plan(table);
            plans.put(table, matching);
        }
        return matching;
    }

    /**
     * Nothing tells the table of a tombstone but its topic's name, which a transform may have changed: one that is taken for
     * another must not stand in the way of the tables that records name themselves.
     */
    private List<TableMapping> matchingByGuess(TableId table) {
        List<TableMapping> known = plans.get(table);
        return known == null ? plansByGuess.computeIfAbsent(table, planner::planUnchecked) : known;
    }

    private Write truncate(ChangeEvent.Truncate truncate, RecordPosition position) {
        List<TableMapping> matching = matching(truncate.table());
        if (matching.isEmpty() || truncatePolicy == TruncatePolicy.IGNORE) {
            return Write.of(position);
        }
        if (truncatePolicy == TruncatePolicy.FAIL) {
            throw new BadRecordException("TRUNCATE of table " + truncate.table() + " is not applied unless the sink has"
                    + " truncate=apply, which needs topics of one partition; with truncate=ignore its rows stay in"
                    + " Redis; to have none of this, empty tables with DELETE");
        }
        planner.checkSweep(truncate.table());
        List<KeyPattern> sweeps = new ArrayList<>();
        List<RedisCommand> commands = new ArrayList<>();
        for (TableMapping mapping : matching) {
            Write write = mapping.truncate(truncate, position);
            sweeps.addAll(write.sweeps());
            commands.addAll(write.commands());
        }
        return new Write(position, sweeps, commands);
    }
}
