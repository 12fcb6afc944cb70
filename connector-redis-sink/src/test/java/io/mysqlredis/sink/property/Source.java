package io.mysqlredis.sink.property;

import io.mysqlredis.sink.command.RecordPosition;
import io.mysqlredis.sink.event.BeforeImage;
import io.mysqlredis.sink.event.ChangeEvent;
import io.mysqlredis.sink.event.Column;
import io.mysqlredis.sink.event.Operation;
import io.mysqlredis.sink.event.Origin;
import io.mysqlredis.sink.event.Row;
import io.mysqlredis.sink.property.LogRecord.RowId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Consumer;

/** MySQL and Debezium: carries out each action that can be, and logs the records that it would lead to. */
final class Source {

    private static final long YEAR_2100 = 4_102_444_800_000L;
    private static final long MINUTE = 60_000;

    private final Setup setup;
    private final List<Layout> sharedLayouts;
    private final List<Table> tables;
    private final Map<RowId, StoredRow> rows = new LinkedHashMap<>();
    private final List<LogRecord> log = new ArrayList<>();
    private final Map<String, Long> ends = new HashMap<>();
    private long now = YEAR_2100;

    Source(Setup setup) {
        this.setup = setup;
        this.sharedLayouts = setup.layouts().stream().filter(Layout::isShared).toList();
        this.tables = new ArrayList<>(setup.tables());
    }

    List<LogRecord> log() {
        return log;
    }

    void play(Action action) {
        int number = action.table() % tables.size();
        Table table = tables.get(number);
        Random random = new Random(action.values());
        now += MINUTE;
        switch (action.kind()) {
            case INSERT -> insert(table, number, random);
            case UPDATE -> row(table, action).ifPresent(row -> update(row, changed(row, table, action, random)));
            case UPDATE_KEY -> row(table, action).ifPresent(row -> updateKey(row, table, number, random));
            case DELETE -> row(table, action).ifPresent(row -> delete(table, row, random));
            case SNAPSHOT_READ -> row(table, action).ifPresent(row -> read(written(table, row.values())));
            case ALTER -> tables.set(number, table.altered());
            case TRUNCATE -> truncate(table);
        }
    }

    private Optional<StoredRow> row(Table table, Action action) {
        List<StoredRow> there = rows.values().stream()
                .filter(row -> row.table().id().equals(table.id()))
                .toList();
        return there.isEmpty() ? Optional.empty() : Optional.of(there.get(action.row() % there.size()));
    }

    private StoredRow written(Table table, Map<String, Object> values) {
        return new StoredRow(table, values, now);
    }

    private void insert(Table table, int number, Random random) {
        Map<String, Object> values = new HashMap<>();
        table.columns().asList().forEach(column -> values.put(column.name(), pick(table, column, number, random)));
        StoredRow row = written(table, values);
        if (!rows.containsKey(id(row)) && isFree(row, row)) {
            put(row, BeforeImage.none(), Operation.INSERT);
        }
    }

    private Object pick(Table table, Column column, int number, Random random) {
        Object value = Values.pick(column, table.keyNames().contains(column.name()), random);
        return setup.group() == Group.SHARDS && column.name().equals("k0")
                ? (Object) (((Number) value).longValue() + 100L * number)
                : value;
    }

    private StoredRow changed(StoredRow row, Table table, Action action, Random random) {
        Map<String, Object> values = new HashMap<>(row.values());
        int bit = 0;
        for (Column column : table.columns().asList()) {
            if ((action.columns() >> bit++ & 1) == 1 && !table.keyNames().contains(column.name())) {
                values.put(column.name(), Values.pick(column, false, random));
            }
        }
        return written(table, values);
    }

    private void update(StoredRow row, StoredRow after) {
        if (isFree(after, row)) {
            Row before = new StoredRow(after.table(), row.values(), now).image();
            put(after, BeforeImage.of(() -> before), Operation.UPDATE);
        }
    }

    /** Other columns change with it at times. */
    private void updateKey(StoredRow row, Table table, int number, Random random) {
        Map<String, Object> values = new HashMap<>(row.values());
        table.keyNames().forEach(name -> {
            if (random.nextBoolean()) {
                Column column = table.key().at(table.key().indexOf(name));
                values.put(name, pick(table, column, number, random));
            }
        });
        if (random.nextBoolean()) {
            Column place = table.columns().at(table.columns().indexOf("place"));
            values.put("place", Values.pick(place, false, random));
        }
        StoredRow after = written(table, values);
        if (!rows.containsKey(id(after)) && isFree(after, row)) {
            delete(table, row, random);
            put(after, BeforeImage.none(), Operation.INSERT);
        }
    }

    private void read(StoredRow row) {
        put(row, BeforeImage.none(), Operation.SNAPSHOT_READ);
    }

    private void put(StoredRow after, BeforeImage before, Operation operation) {
        RowId id = id(after);
        log(
                id,
                new ChangeEvent.Upsert(after.table().id(), after.key(), before, after.image(), origin(operation)),
                all -> all.put(id, after),
                operation.word() + " " + before.row().map(Row::values) + " -> " + after.image());
    }

    private void delete(Table table, StoredRow row, Random random) {
        RowId id = id(row);
        StoredRow latest = written(table, row.values());
        Row before = latest.image();
        ChangeEvent delete = new ChangeEvent.Delete(
                table.id(), latest.key(), BeforeImage.of(() -> before), origin(Operation.DELETE));
        log(id, delete, all -> all.remove(id), "delete " + before);
        // What a tombstone is taken for depends on whether a task has seen an envelope before.
        if (random.nextBoolean()) {
            log(id, new ChangeEvent.Nothing(OptionalLong.empty()), all -> {}, "nothing");
        } else if (random.nextBoolean()) {
            ChangeEvent tombstone = new ChangeEvent.Tombstone(table.id(), latest.key(), Optional.empty());
            log(id, tombstone, all -> {}, "tombstone " + latest.key());
        }
    }

    private void truncate(Table table) {
        if (setup.allowsTruncate()) {
            log(
                    new RowId(table.id(), List.of()),
                    new ChangeEvent.Truncate(table.id(), table.columns(), origin(Operation.TRUNCATE)),
                    all -> all.keySet().removeIf(id -> id.table().equals(table.id())),
                    "truncate " + table.id());
        }
    }

    /** Whether no other row has an entry that this one would have, where entries are shared. */
    private boolean isFree(StoredRow candidate, StoredRow former) {
        return sharedLayouts.stream()
                .allMatch(layout -> layout.entry(candidate).stream()
                        .noneMatch(wanted -> rows.values().stream()
                                .filter(row -> !id(row).equals(id(former)))
                                .flatMap(row -> layout.entry(row).stream())
                                .anyMatch(taken -> taken.place().equals(wanted.place()))));
    }

    private Origin origin(Operation operation) {
        return new Origin(operation, now, Optional.empty(), Map::of);
    }

    private static RowId id(StoredRow row) {
        return new RowId(row.table().id(), row.id());
    }

    private void log(RowId id, ChangeEvent event, Consumer<Map<RowId, StoredRow>> effect, String description) {
        String topic = "mysql." + id.table();
        int partition = Math.floorMod(id.key().hashCode(), setup.partitions());
        long offset = ends.merge(topic + partition, 1L, Long::sum) - 1;
        effect.accept(rows);
        log.add(new LogRecord(new RecordPosition(topic, partition, offset), id, event, effect, description));
    }
}
