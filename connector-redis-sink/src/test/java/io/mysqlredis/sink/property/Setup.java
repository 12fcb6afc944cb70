package io.mysqlredis.sink.property;

import io.mysqlredis.sink.config.ParsedMapping;
import io.mysqlredis.sink.event.Column;
import io.mysqlredis.sink.event.ColumnType;
import io.mysqlredis.sink.event.Columns;
import io.mysqlredis.sink.filter.RowFilter;
import io.mysqlredis.sink.mapping.Mapping;
import io.mysqlredis.sink.mapping.Mappings;
import io.mysqlredis.sink.mapping.TruncatePolicy;
import io.mysqlredis.sink.rendering.InstantFormat;
import io.mysqlredis.sink.rendering.ValueRendering;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tables, their partitions and the mappings that take them.
 *
 * @param partitions of each table's topic
 * @param schemas the seed of what is not chosen by name
 */
record Setup(
        Group group, int partitions, boolean truncates, List<ColumnType> keyTypes, List<Choice> choices, int schemas) {

    static final List<ColumnType> KEY_TYPES =
            List.of(ColumnType.INTEGER, ColumnType.TEXT, ColumnType.BYTES, ColumnType.UNSIGNED, ColumnType.DATE_DAYS);

    private static final List<ColumnType> ANY = List.of(
            ColumnType.TEXT,
            ColumnType.BOOLEAN,
            ColumnType.INTEGER,
            ColumnType.UNSIGNED,
            ColumnType.DOUBLE,
            ColumnType.DECIMAL,
            ColumnType.JSON,
            ColumnType.BYTES,
            ColumnType.DATE_DAYS);

    private static final List<ColumnType> SCORES = List.of(
            ColumnType.INTEGER, ColumnType.DOUBLE, ColumnType.DECIMAL, ColumnType.DATE_DAYS, ColumnType.BOOLEAN);

    private static final List<ColumnType> DEGREES = List.of(ColumnType.DOUBLE, ColumnType.DECIMAL);

    /** Compiling one costs more than all that follows. */
    private static final Map<String, RowFilter> FILTERS = new ConcurrentHashMap<>();

    /** One mapping, by numbers. */
    record Choice(int layout, int filter, int ttl) {}

    /** Whether rows may leave their entries to others. */
    boolean allowsShared() {
        return partitions == 1 && group != Group.SHARDS;
    }

    /** Where a table's rows cannot come to stand beside each other, nor can those of two tables. */
    boolean allowsTruncate() {
        return truncates && allowsShared();
    }

    List<Layout> layouts() {
        Layouts catalog = new Layouts(group, keyNames());
        List<Layout> all = new ArrayList<>(catalog.owned());
        if (allowsShared()) {
            all.addAll(catalog.shared());
        }
        List<Layout> layouts = new ArrayList<>();
        choices.stream().map(choice -> choice.layout() % all.size()).distinct().forEach(number -> {
            Choice choice = choices.get(layouts.size());
            layouts.add(Layouts.expiring(Layouts.filtered(all.get(number), choice.filter()), choice.ttl()));
        });
        return layouts;
    }

    /** As a task has them that was just started. */
    Mappings newMappings() {
        return new Mappings(
                layouts().stream().map(Setup::mapping).toList(),
                allowsTruncate() ? TruncatePolicy.APPLY : TruncatePolicy.FAIL,
                new ValueRendering(InstantFormat.ISO));
    }

    private static Mapping mapping(Layout layout) {
        Map<String, String> settings = new TreeMap<>(layout.settings());
        Optional<RowFilter> filter = Optional.ofNullable(settings.remove("where"))
                .map(cel -> FILTERS.computeIfAbsent(cel, RowFilter::compile));
        Mapping parsed = ParsedMapping.of(settings);
        return new Mapping(
                parsed.name(), parsed.tables(), parsed.key(), parsed.type(), filter, parsed.isSharedWithinPartition());
    }

    private List<String> keyNames() {
        List<String> names = new ArrayList<>();
        keyTypes.forEach(type -> names.add("k" + names.size()));
        return names;
    }

    /** Tables of one group have the same columns, in orders of their own. */
    List<Table> tables() {
        Random random = new Random(schemas);
        List<Column> key = new ArrayList<>();
        for (ColumnType type : keyTypes) {
            // Shards have keys of their own by their numbers.
            key.add(new Column("k" + key.size(), group == Group.SHARDS && key.isEmpty() ? ColumnType.INTEGER : type));
        }
        List<Column> columns = new ArrayList<>(key);
        Map<String, List<ColumnType>> others = new TreeMap<>(
                Map.of("place", ANY, "c1", ANY, "c2", ANY, "score", SCORES, "longitude", DEGREES, "latitude", DEGREES));
        others.forEach((name, types) -> columns.add(new Column(name, types.get(random.nextInt(types.size())))));
        columns.add(new Column("status", ColumnType.TEXT));
        columns.add(new Column("flag", ColumnType.INTEGER));
        columns.add(new Column("expiry", ColumnType.INTEGER));
        return group.tables().stream()
                .map(id -> {
                    Collections.shuffle(columns, random);
                    return new Table(id, new Columns(key), new Columns(columns));
                })
                .toList();
    }
}
