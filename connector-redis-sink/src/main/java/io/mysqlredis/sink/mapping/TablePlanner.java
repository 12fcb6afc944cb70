package io.mysqlredis.sink.mapping;

import io.mysqlredis.sink.event.BadRecordException;
import io.mysqlredis.sink.event.TableId;
import io.mysqlredis.sink.rendering.ValueRendering;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Finds the mappings of a table, and refuses those by which two tables would overwrite each other's entries. */
final class TablePlanner {

    private final List<Mapping> mappings;
    private final ValueRendering rendering;
    private final Notices notices;

    /** The first table of each name, where a mapping's entries do not tell its database. */
    private final Map<Mapping, Map<String, TableId>> firstOfName = new HashMap<>();

    /** For each set of tables that have a mapping's entries together. */
    private final Map<List<Object>, SinglePartition> singlePartitions = new HashMap<>();

    TablePlanner(List<Mapping> mappings, ValueRendering rendering, Notices notices) {
        this.mappings = List.copyOf(mappings);
        this.rendering = rendering;
        this.notices = notices;
    }

    /** @throws UnfitMappingException if a mapping cannot be right for the table */
    List<TableMapping> plan(TableId table) {
        List<Mapping> matching = matching(table);
        if (matching.isEmpty()) {
            notices.say("no mapping takes table " + table + ": its rows are left out");
        }
        refuseCollisions(table, matching);
        for (Mapping mapping : matching) {
            if (mapping.type() instanceof EntryType entry) {
                refuseSharedNames(mapping, entry, table);
            }
        }
        return planned(table, matching);
    }

    /** The same for what may be no table at all: nothing is refused, said or remembered. */
    List<TableMapping> planUnchecked(TableId table) {
        return planned(table, matching(table));
    }

    /**
     * Finds out whether the keys that a truncate would sweep are this table's alone.
     *
     * @throws BadRecordException if those of another mapping could be among them
     */
    void checkSweep(TableId table) {
        List<Mapping> swept = matching(table).stream()
                .filter(mapping -> mapping.type() instanceof EntryType)
                .toList();
        for (Mapping mapping : swept) {
            for (Mapping other : mappings) {
                boolean isOfThisTable =
                        other.tables().isOneTable() && other.tables().matches(table);
                if (!isOfThisTable
                        && !other.equals(mapping)
                        && mapping.type().redisType().equals(other.type().redisType())
                        && KeyPatterns.mayMeet(mapping.key(), other.key(), table)) {
                    throw new BadRecordException(
                            "TRUNCATE of table " + table + " cannot be applied by " + mapping.name()
                                    + ", since keys of the form " + mapping.key() + " may be those of " + other.name()
                                    + ", which takes other tables; let their keys begin with different texts");
                }
            }
        }
    }

    private List<Mapping> matching(TableId table) {
        return mappings.stream()
                .filter(mapping -> mapping.tables().matches(table))
                .toList();
    }

    private List<TableMapping> planned(TableId table, List<Mapping> matching) {
        List<TableMapping> planned = new ArrayList<>();
        for (Mapping mapping : matching) {
            if (mapping.type() instanceof EntryType entry) {
                planned.add(new RowEntries(
                        mapping, entry, table, rendering, notices, singlePartition(mapping, entry, table)));
            } else if (mapping.type() instanceof StreamType stream) {
                planned.add(new ChangeLog(mapping, stream, table, rendering, notices));
            }
        }
        return planned;
    }

    private static void refuseCollisions(TableId table, List<Mapping> matching) {
        for (int i = 0; i < matching.size(); i++) {
            for (Mapping other : matching.subList(i + 1, matching.size())) {
                if (matching.get(i).collidesWith(other)) {
                    throw new UnfitMappingException(matching.get(i).name() + " and " + other.name()
                            + " both write table " + table + " to keys of the form " + other.key()
                            + ", where one would overwrite the other; give one of them another key or member");
                }
            }
        }
    }

    private void refuseSharedNames(Mapping mapping, EntryType entry, TableId table) {
        if (!names(mapping, entry, Template::namesTable) && !mapping.tables().namesTableOf(table)) {
            throw new UnfitMappingException(mapping.name() + " takes tables of any name, and its entries do not tell"
                    + " which: rows of table " + table + " and of others would overwrite each other; let "
                    + mapping.name() + ".table name the tables, or its key hold ${table}");
        }
        if (names(mapping, entry, Template::namesDatabase) || mapping.tables().namesDatabaseOf(table)) {
            return;
        }
        TableId first =
                firstOfName.computeIfAbsent(mapping, unseen -> new HashMap<>()).putIfAbsent(table.table(), table);
        if (first != null && !first.equals(table)) {
            throw new UnfitMappingException("table " + table + " has the same entries in " + mapping.name()
                    + " as table " + first + "; let the mapping's key hold ${database}, or its table name both"
                    + " databases if they are parts of one table; correct it before the task restarts, which remembers"
                    + " this no longer than it runs");
        }
    }

    private SinglePartition singlePartition(Mapping mapping, EntryType entry, TableId table) {
        return singlePartitions.computeIfAbsent(
                List.of(
                        mapping,
                        names(mapping, entry, Template::namesDatabase) ? table.database() : "",
                        names(mapping, entry, Template::namesTable) ? table.table() : ""),
                unseen -> new SinglePartition());
    }

    private static boolean names(Mapping mapping, EntryType entry, Predicate<Template> part) {
        return part.test(mapping.key()) || entry.member().filter(part).isPresent();
    }
}
