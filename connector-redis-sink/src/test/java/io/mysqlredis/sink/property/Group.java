package io.mysqlredis.sink.property;

import io.mysqlredis.sink.event.TableId;
import java.util.List;

/** Tables that one configuration takes together. */
enum Group {
    ONE("shop\\.orders", "", new TableId("shop", "orders")),
    /** Parts of one table: no two of them ever hold a row of the same key. */
    SHARDS(
            "shop_\\d\\.orders(_\\d)?",
            "",
            new TableId("shop_0", "orders"),
            new TableId("shop_1", "orders"),
            new TableId("shop_1", "orders_1")),
    /** Tables of their own, whose keys tell them apart. */
    NAMED(
            "shop\\..+",
            "${table}:",
            new TableId("shop", "orders"),
            new TableId("shop", "orders:1"),
            new TableId("shop", "or\\*ders"));

    private final String pattern;
    private final String nameInKeys;
    // Made here and never changed.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<TableId> tables;

    Group(String pattern, String nameInKeys, TableId... tables) {
        this.pattern = pattern;
        this.nameInKeys = nameInKeys;
        this.tables = List.of(tables);
    }

    String pattern() {
        return pattern;
    }

    List<TableId> tables() {
        return tables;
    }

    /** The front of a key template. */
    String front(String kind) {
        return kind + nameInKeys;
    }

    /** What that becomes for a row. */
    String front(String kind, StoredRow row) {
        return Octets.utf8(kind)
                + (nameInKeys.isEmpty()
                        ? ""
                        : StoredRow.marked(Octets.utf8(row.table().id().table()), ":") + ":");
    }
}
