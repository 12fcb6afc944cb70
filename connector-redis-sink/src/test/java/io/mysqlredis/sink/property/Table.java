package io.mysqlredis.sink.property;

import io.mysqlredis.sink.event.Column;
import io.mysqlredis.sink.event.ColumnType;
import io.mysqlredis.sink.event.Columns;
import io.mysqlredis.sink.event.TableId;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A table as its latest {@code ALTER TABLE} left it. */
record Table(TableId id, Columns key, Columns columns) {

    /** A column that no mapping names. */
    private static final Column EXTRA = new Column("extra", ColumnType.TEXT);

    List<String> keyNames() {
        return key.asList().stream().map(Column::name).toList();
    }

    /** With another column before the others, or without it again: a new schema, but not of the key. */
    Table altered() {
        List<Column> others =
                columns.asList().stream().filter(Predicate.not(EXTRA::equals)).toList();
        boolean had = others.size() < columns.size();
        return new Table(
                id,
                key,
                new Columns(
                        had
                                ? others
                                : Stream.concat(Stream.of(EXTRA), others.stream())
                                        .toList()));
    }
}
