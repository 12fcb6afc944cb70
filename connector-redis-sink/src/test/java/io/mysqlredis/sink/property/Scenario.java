package io.mysqlredis.sink.property;

import io.mysqlredis.sink.command.Write;
import io.mysqlredis.sink.mapping.Mappings;
import io.mysqlredis.sink.property.LogRecord.RowId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A configuration, and the records that a sink with it reads, in the order of their commits. */
final class Scenario {

    private final Setup setup;
    private final List<Layout> layouts;
    private final List<LogRecord> log;

    /** What was computed before, of rows that never change. */
    private final IdentityHashMap<StoredRow, List<Layout.Entry>> entries = new IdentityHashMap<>();

    private Scenario(Setup setup, List<LogRecord> log) {
        this.setup = setup;
        this.layouts = setup.layouts();
        this.log = log;
    }

    static Scenario play(Setup setup, List<Action> actions) {
        Source source = new Source(setup);
        actions.forEach(source::play);
        return new Scenario(setup, source.log());
    }

    /** A record, and what the mappings make of it. */
    record Step(LogRecord source, Write write) {

        String partition() {
            return source.partition();
        }
    }

    /** As a task makes them that begins at the first. */
    List<Step> steps() {
        return steps(log);
    }

    List<Step> steps(List<LogRecord> records) {
        Mappings mappings = setup.newMappings();
        return records.stream()
                .map(source -> new Step(source, mappings.apply(source.event(), source.position())))
                .toList();
    }

    boolean needsRedisJson() {
        return layouts.stream()
                .anyMatch(layout -> Objects.equals(layout.settings().get("type"), "json"));
    }

    List<LogRecord> log() {
        return log;
    }

    /** What must be in Redis when these steps were carried out, of each partition the first ones. */
    Map<String, Content> expected(Collection<Step> steps) {
        Map<RowId, StoredRow> rows = new HashMap<>();
        steps.forEach(step -> step.source().effect().accept(rows));
        return Layout.contents(rows.values().stream().flatMap(row -> entries(row).stream()));
    }

    private List<Layout.Entry> entries(StoredRow row) {
        return entries.computeIfAbsent(
                row,
                there -> layouts.stream()
                        .flatMap(layout -> layout.entry(row).stream())
                        .toList());
    }

    static Map<String, List<Step>> byPartition(Collection<Step> steps) {
        return steps.stream().collect(Collectors.groupingBy(Step::partition, TreeMap::new, Collectors.toList()));
    }

    /** The same steps, those of each partition in their order, and the partitions at will. */
    static List<Step> interleaved(Collection<Step> steps, Random random) {
        List<List<Step>> rest = new ArrayList<>();
        byPartition(steps).values().forEach(partition -> rest.add(new ArrayList<>(partition)));
        List<Step> interleaved = new ArrayList<>(steps.size());
        while (!rest.isEmpty()) {
            List<Step> partition = rest.get(random.nextInt(rest.size()));
            interleaved.add(partition.remove(0));
            rest.removeIf(List::isEmpty);
        }
        return interleaved;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        layouts.forEach(layout -> text.append("\n  ").append(layout.settings()));
        log.forEach(source -> text.append("\n  ").append(source));
        return text.toString();
    }
}
