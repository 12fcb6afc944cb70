package io.mysqlredis.sink.mapping;

import io.mysqlredis.sink.event.TableId;

/** Stands in until the real one comes. */
public final class EventFilter {

    private EventFilter() {}

    public static EventFilter compile(String expression) {
        return new EventFilter();
    }

    boolean matches(TableId table, LoggedChange change) {
        return true;
    }
}
