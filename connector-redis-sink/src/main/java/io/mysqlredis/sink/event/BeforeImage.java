package io.mysqlredis.sink.event;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** What a change tells of its row's state before; the row is read only if somebody asks for it. */
public final class BeforeImage {

    private static final BeforeImage NONE = new BeforeImage(Optional::empty, true);
    private static final BeforeImage UNKNOWN = new BeforeImage(Optional::empty, false);

    private final Supplier<Optional<Row>> reader;
    private final boolean isKnown;
    private Optional<Row> row;

    private BeforeImage(Supplier<Optional<Row>> reader, boolean isKnown) {
        this.reader = reader;
        this.isKnown = isKnown;
    }

    /** There was no such row. */
    public static BeforeImage none() {
        return NONE;
    }

    /** There may have been a row, of which the record tells nothing. */
    public static BeforeImage unknown() {
        return UNKNOWN;
    }

    public static BeforeImage of(Supplier<Row> reader) {
        Objects.requireNonNull(reader, "reader");
        return new BeforeImage(() -> Optional.of(reader.get()), true);
    }

    /** Whether {@link #row} tells what was there: a row, or that there was none. */
    public boolean isKnown() {
        return isKnown;
    }

    /** The row as it was; empty if there was none, or if nothing is known of it. */
    public Optional<Row> row() {
        if (row == null) {
            row = reader.get();
        }
        return row;
    }
}
