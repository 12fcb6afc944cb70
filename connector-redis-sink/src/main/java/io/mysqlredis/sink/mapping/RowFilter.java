package io.mysqlredis.sink.mapping;

import io.mysqlredis.sink.event.Row;
import io.mysqlredis.sink.event.TableId;

/** Stands in until the real one comes. */
public final class RowFilter {

    private RowFilter() {}

    public static RowFilter compile(String expression) {
        return new RowFilter();
    }

    boolean matches(TableId table, Row row) {
        return true;
    }
}
