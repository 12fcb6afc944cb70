package io.mysqlredis.sink.property;

import io.mysqlredis.sink.property.Layout.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/** The mappings under test, for the tables of one group, each with keys of its own. */
final class Layouts {

    /** How the keys of geo sets begin, which Redis does not tell from other sorted sets. */
    static final String GEO = "geo:";

    private static final long DAY = 86_400_000;

    private final Group group;
    private final List<String> keyNames;

    Layouts(Group group, List<String> keyNames) {
        this.group = group;
        this.keyNames = keyNames;
    }

    /** Each entry belongs to one row. */
    List<Layout> owned() {
        return List.of(
                perRow(),
                fewColumns(),
                nullsAreEmpty(),
                nothingButNulls(),
                movingHash(),
                document(),
                movingDocument(),
                plainValue(),
                redisJson(),
                set(),
                setByKey(),
                oneSet(),
                sortedSet(),
                board(),
                geo());
    }

    /** A row can leave its entry to another. */
    List<Layout> shared() {
        return Stream.of(pointer(), sharedHash(), sharedSet(), sharedScore())
                .map(layout -> new Layout(
                        layout.with("shared", "single-partition"), layout.entries(), layout.where(), layout.expiry()))
                .toList();
    }

    /** The same with one of the filters, or none. */
    static Layout filtered(Layout layout, int choice) {
        return switch (choice) {
            case 0 -> layout.where("row.flag == 1", row -> Objects.equals(row.text("flag"), "1"));
            case 1 -> layout.where("row.status != 'draft'", row -> !Objects.equals(row.text("status"), "draft"));
            case 2 ->
                layout.where(
                        "row.flag == 0 || row.status == null && table != 'orders_1'",
                        row -> Objects.equals(row.text("flag"), "0")
                                || (row.text("status") == null
                                        && !row.table().id().table().equals("orders_1")));
            default -> layout;
        };
    }

    /** The same with an expiry that is far away, or none. */
    static Layout expiring(Layout layout, int choice) {
        if (!layout.isAloneAtItsKey()) {
            return layout;
        }
        return switch (choice) {
            case 0 -> layout.ttl("30d", row -> OptionalLong.of(row.committedAt() + 30 * DAY));
            case 1 ->
                layout.ttl(
                        "expiry",
                        row -> row.text("expiry") == null
                                ? OptionalLong.empty()
                                : OptionalLong.of(Long.parseLong(row.text("expiry")) * 1000));
            default -> layout;
        };
    }

    private Layout perRow() {
        return layout(
                Map.of(),
                row -> List.of(StoredRow.marked(Octets.utf8(row.table().id().table()), ":") + ":" + row.pk("")),
                row -> hash(row.fields(row.ownNames())));
    }

    private Layout fewColumns() {
        return layout(
                Map.of("type", "hash", "key", group.front("few:") + "${pk}", "columns", "*, -c1, c2 AS `re named→`"),
                row -> key("few:", row, row.pk("")),
                row -> {
                    Map<String, String> names = row.ownNames();
                    names.remove("c1");
                    names.put("c2", "re named→");
                    return hash(row.fields(names));
                });
    }

    private Layout nullsAreEmpty() {
        return layout(
                Map.of("type", "hash", "key", group.front("empty:") + "${pk}|x", "null", "empty"),
                row -> key("empty:", row, row.pk("|x"), "|x"),
                row -> {
                    Map<String, String> fields = row.fields(row.ownNames());
                    row.ownNames().keySet().forEach(column -> fields.putIfAbsent(column, ""));
                    return hash(fields);
                });
    }

    private Layout nothingButNulls() {
        return layout(
                Map.of("key", group.front("part:") + "${pk}", "columns", "place, c1"),
                row -> key("part:", row, row.pk("")),
                row -> hash(row.fields(Map.of("place", "place", "c1", "c1"))));
    }

    private Layout movingHash() {
        return layout(
                Map.of("key", group.front("moving:") + "${place}→${pk}"),
                row -> key("moving:", row, row.text("place", "→"), Octets.utf8("→"), row.pk("")),
                row -> hash(row.fields(row.ownNames())));
    }

    private Layout document() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("place", "wo");
        names.put("c1", "c1");
        names.put("k0", "k0");
        return layout(
                Map.of("type", "string", "key", group.front("doc:") + "${pk}", "columns", "place AS wo, c1, k0"),
                row -> key("doc:", row, row.pk("")),
                row -> Optional.of(Content.whole(Content.STRING, row.document(names, "null"))));
    }

    private Layout movingDocument() {
        return layout(
                Map.of("type", "string", "key", group.front("seen:") + "${c1}:${pk}:${status}", "null", "omit"),
                row -> key("seen:", row, row.text("c1", ":"), ":", row.pk(":"), ":", row.text("status")),
                row -> Optional.of(Content.whole(Content.STRING, row.document(row.ownNames(), ""))));
    }

    private Layout plainValue() {
        return layout(
                Map.of("type", "string", "key", group.front("value:") + "${pk}", "value", "${place}|${c1}"),
                row -> key("value:", row, row.pk("")),
                row -> Optional.of(row)
                        .filter(there -> there.text("place") != null && there.text("c1") != null)
                        .map(there ->
                                Content.whole(Content.STRING, there.text("place", "|") + "|" + there.text("c1"))));
    }

    private Layout redisJson() {
        return layout(
                Map.of("type", "json", "key", group.front("json:") + "${pk}"),
                row -> key("json:", row, row.pk("")),
                row -> Optional.of(Content.whole(Content.JSON, row.document(row.ownNames(), "null"))));
    }

    private Layout set() {
        return layout(
                Map.of("type", "set", "key", group.front("set:") + "${place}"),
                row -> key("set:", row, row.text("place")),
                row -> member(row.pk("")));
    }

    private Layout setByKey() {
        List<String> others = keyNames.size() == 1 ? keyNames : keyNames.subList(1, keyNames.size());
        return layout(
                Map.of(
                        "type",
                        "set",
                        "key",
                        group.front("first:") + "${k0}",
                        "member",
                        String.join(
                                "|",
                                others.stream().map(name -> "${" + name + "}").toList())),
                row -> key("first:", row, row.text("k0")),
                row -> {
                    List<String> texts = new ArrayList<>();
                    for (int i = 0; i < others.size(); i++) {
                        texts.add(row.text(others.get(i), i + 1 < others.size() ? "|" : ""));
                    }
                    return member(String.join("|", texts));
                });
    }

    private Layout oneSet() {
        return layout(
                Map.of("type", "set", "key", group.front("all:"), "member", "${place}|${pk}"),
                row -> key("all:", row, ""),
                row -> row.text("place") == null
                        ? Optional.empty()
                        : member(row.text("place", "|") + "|" + row.pk("")));
    }

    private Layout sortedSet() {
        return layout(
                Map.of("type", "zset", "key", group.front("zset:") + "${place}:end", "score", "score"),
                row -> key("zset:", row, row.text("place", ":"), ":end"),
                row -> scored(row, row.pk("")));
    }

    private Layout board() {
        return layout(
                Map.of("type", "zset", "key", group.front("board:"), "member", "<${pk}>", "score", "score"),
                row -> key("board:", row, ""),
                row -> scored(row, "<" + row.pk(">") + ">"));
    }

    private Layout geo() {
        return layout(
                Map.of(
                        "type",
                        "geo",
                        "key",
                        group.front(GEO) + "${c1}",
                        "longitude",
                        "longitude",
                        "latitude",
                        "latitude"),
                row -> key(GEO, row, row.text("c1")),
                row -> row.text("longitude") == null || row.text("latitude") == null
                        ? Optional.empty()
                        : Optional.of(Content.of(
                                Content.SORTED_SET,
                                Map.of(row.pk(""), MemoryRedis.place(row.text("longitude"), row.text("latitude"))))));
    }

    private Layout pointer() {
        return layout(
                Map.of("type", "string", "key", group.front("pointer:") + "${place}", "value", "${pk}"),
                row -> key("pointer:", row, row.text("place")),
                row -> Optional.of(Content.whole(Content.STRING, row.pk(""))));
    }

    private Layout sharedHash() {
        return layout(
                Map.of("key", group.front("taken:") + "${place}", "columns", "c1, c2"),
                row -> key("taken:", row, row.text("place")),
                row -> hash(row.fields(Map.of("c1", "c1", "c2", "c2"))));
    }

    private Layout sharedSet() {
        return layout(
                Map.of("type", "set", "key", group.front("names:") + "${status}", "member", "${place}"),
                row -> key("names:", row, row.text("status")),
                row -> row.text("place") == null ? Optional.empty() : member(row.text("place")));
    }

    private Layout sharedScore() {
        return layout(
                Map.of("type", "zset", "key", group.front("scores:"), "member", "${place}", "score", "score"),
                row -> key("scores:", row, ""),
                row -> row.text("place") == null ? Optional.empty() : scored(row, row.text("place")));
    }

    private Layout layout(
            Map<String, String> settings,
            Function<StoredRow, List<String>> key,
            Function<StoredRow, Optional<Content>> content) {
        Layout layout = Layout.of(settings, row -> {
            List<String> pieces = key.apply(row);
            return pieces.isEmpty()
                    ? Optional.empty()
                    : content.apply(row).map(there -> new Entry(String.join("", pieces), there));
        });
        return new Layout(layout.with("table", group.pattern()), layout.entries(), layout.where(), layout.expiry());
    }

    /** No pieces if one of them is NULL. */
    private List<String> key(String kind, StoredRow row, String... pieces) {
        return Stream.of(pieces).anyMatch(Objects::isNull)
                ? List.of()
                : Stream.concat(Stream.of(group.front(kind, row)), Stream.of(pieces))
                        .toList();
    }

    private static Optional<Content> hash(Map<String, String> fields) {
        return fields.isEmpty() ? Optional.empty() : Optional.of(Content.of(Content.HASH, fields));
    }

    private static Optional<Content> member(String member) {
        return Optional.of(Content.of(Content.SET, Map.of(member, "")));
    }

    private static Optional<Content> scored(StoredRow row, String member) {
        return row.text("score") == null
                ? Optional.empty()
                : Optional.of(Content.of(Content.SORTED_SET, Map.of(member, Double.toString(row.number("score")))));
    }
}
