package io.mysqlredis.sink.delivery;

import java.util.Objects;

/**
 * What a record counts as, once the watermark passes it.
 *
 * @param table as {@code database.table}; empty where the kind has none
 */
public record Change(String table, Kind kind) {

    /** No mapping takes its table. */
    public static final Change UNMATCHED = new Change("", Kind.UNMATCHED);

    /** The source told it before. */
    public static final Change REPEAT = new Change("", Kind.REPEAT);

    /** It stands for no change to a row. */
    public static final Change NOTHING = new Change("", Kind.NOTHING);

    /** It can never be applied. */
    public static final Change ERRANT = new Change("", Kind.ERRANT);

    /** It was counted before. */
    static final Change COUNTED = new Change("", Kind.COUNTED);

    public enum Kind {
        UPSERT,
        DELETE,
        TRUNCATE,
        /** A row as a snapshot read it: nobody knows when it was changed. */
        SNAPSHOT_READ,
        UNMATCHED,
        REPEAT,
        NOTHING,
        ERRANT,
        COUNTED;

        /** Whether it is of a table that mappings take. */
        public boolean isOfTable() {
            return isDated() || this == SNAPSHOT_READ;
        }

        /** Whether its record tells when the source committed it. */
        public boolean isDated() {
            return this == UPSERT || this == DELETE || this == TRUNCATE;
        }
    }

    public Change {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(kind, "kind");
    }
}
