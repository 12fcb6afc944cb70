package io.mysqlredis.sink.config;

import io.mysqlredis.sink.mapping.Mapping;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code mappings} and all that is below it. */
record MappingsParser(List<Mapping> mappings, List<Problem> problems) {

    static final String MAPPINGS = "mappings";

    private static final String NAME = "[A-Za-z0-9_-]+";

    static MappingsParser parse(List<String> names, Map<String, String> properties) {
        List<Problem> problems = new ArrayList<>();
        List<Mapping> mappings = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!name.matches(NAME)) {
                problems.add(new Problem(
                        MAPPINGS, "has the name '" + name + "'; names are made of letters, digits, - and _"));
            } else if (!seen.add(name)) {
                problems.add(new Problem(MAPPINGS, "has the name " + name + " twice"));
            } else {
                MappingParser.parse(name, properties, problems).ifPresent(mappings::add);
            }
        }
        refuseCollisions(mappings, problems);
        return new MappingsParser(mappings.isEmpty() ? List.of(Mapping.HASH_PER_ROW) : mappings, problems);
    }

    /** Those that can be seen without a table; the others are found when a table matches both. */
    private static void refuseCollisions(List<Mapping> mappings, List<Problem> problems) {
        for (int i = 0; i < mappings.size(); i++) {
            Mapping mapping = mappings.get(i);
            List<Mapping> others = mappings.subList(0, i);
            Optional<Mapping> ofSameTables =
                    others.stream().filter(mapping::overwrites).findFirst();
            Optional<Mapping> ofAnyTables =
                    others.stream().filter(mapping::mixesTablesWith).findFirst();
            if (ofSameTables.isPresent()) {
                problems.add(new Problem(
                        mapping.name() + ".key",
                        "is the same as " + ofSameTables.get().name()
                                + ".key, for the same tables: one would overwrite the other; give it another key, or"
                                + " other tables"));
            } else if (ofAnyTables.isPresent()) {
                problems.add(new Problem(
                        mapping.name() + ".key",
                        "has the form of " + ofAnyTables.get().name()
                                + ".key, and does not tell the table: rows of different tables could share an entry; give"
                                + " it another key or member, or let one mapping take the tables if they are parts of"
                                + " one"));
            }
            if (mapping.mixesTables()) {
                problems.add(new Problem(
                        mapping.name() + ".table",
                        "takes any table, and neither the mapping's key nor its member tells which by ${table}: rows of"
                                + " two tables could share an entry; name the tables, or add ${table}"));
            }
        }
    }
}
