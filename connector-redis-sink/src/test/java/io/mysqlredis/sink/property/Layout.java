package io.mysqlredis.sink.property;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A mapping twice: as the settings of it, and as what documentation says that it makes of a row.
 *
 * @param settings below {@code mappings.<name>.}
 * @param entries for rows that {@code where} takes
 */
record Layout(
        Map<String, String> settings,
        Function<StoredRow, Optional<Entry>> entries,
        Predicate<StoredRow> where,
        Function<StoredRow, OptionalLong> expiry) {

    /** What one row has in Redis: a key, or one member of it. */
    record Entry(String key, Content content) {

        /** Which no other row can have. */
        List<String> place() {
            return content.hasMembers() ? List.of(key, content.parts().firstKey()) : List.of(key);
        }
    }

    static Layout of(Map<String, String> settings, Function<StoredRow, Optional<Entry>> entries) {
        return new Layout(settings, entries, row -> true, row -> OptionalLong.empty());
    }

    Layout where(String cel, Predicate<StoredRow> takes) {
        return new Layout(with("where", cel), entries, takes, expiry);
    }

    Layout ttl(String setting, Function<StoredRow, OptionalLong> goesAt) {
        return new Layout(with("ttl", setting), entries, where, goesAt);
    }

    boolean isShared() {
        return settings.containsKey("shared");
    }

    /** Whether a key holds one row, so that it can have an expiry. */
    boolean isAloneAtItsKey() {
        return !settings.containsKey("type")
                || List.of("hash", "string", "json").contains(settings.get("type"));
    }

    Map<String, String> with(String setting, String value) {
        Map<String, String> more = new TreeMap<>(settings);
        more.put(setting, value);
        return more;
    }

    Optional<Entry> entry(StoredRow row) {
        return where.test(row)
                ? entries.apply(row)
                        .map(entry -> new Entry(entry.key(), entry.content().expiringAt(expiry.apply(row))))
                : Optional.empty();
    }

    /** All that Redis holds when these entries are all that there is. */
    static Map<String, Content> contents(Stream<Entry> entries) {
        Map<String, Content> contents = new HashMap<>();
        entries.forEach(entry -> contents.merge(entry.key(), entry.content(), Layout::together));
        return contents;
    }

    private static Content together(Content one, Content other) {
        Content both = one.with(other.parts());
        if (!one.hasMembers()
                || !one.type().equals(other.type())
                || both.parts().size() != one.parts().size() + 1) {
            throw new AssertionError("two rows have the same entry: " + one + " and " + other);
        }
        return both;
    }
}
