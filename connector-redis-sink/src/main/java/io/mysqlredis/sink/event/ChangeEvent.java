package io.mysqlredis.sink.event;

import java.util.Objects;

/** A committed change, with Debezium's envelope and Kafka's record already removed. */
public sealed interface ChangeEvent {

    /** Calls the handler's method for this kind of event. */
    <T> T dispatch(Handler<T> handler);

    /** What to do with each kind of event. */
    interface Handler<T> {

        T upsert(Upsert upsert);

        T delete(Delete delete);

        T truncate(Truncate truncate);

        T nothing();
    }

    /** The row with this key now looks like {@code after}: inserted, updated or read by a snapshot. */
    record Upsert(TableId table, Row key, Row after) implements ChangeEvent {

        public Upsert {
            Objects.requireNonNull(table, "table");
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(after, "after");
        }

        @Override
        public <T> T dispatch(Handler<T> handler) {
            return handler.upsert(this);
        }
    }

    /** The row with this key is gone: deleted, or living on under another key. */
    record Delete(TableId table, Row key) implements ChangeEvent {

        public Delete {
            Objects.requireNonNull(table, "table");
            Objects.requireNonNull(key, "key");
        }

        @Override
        public <T> T dispatch(Handler<T> handler) {
            return handler.delete(this);
        }
    }

    /** All rows of the table are gone. */
    record Truncate(TableId table) implements ChangeEvent {

        public Truncate {
            Objects.requireNonNull(table, "table");
        }

        @Override
        public <T> T dispatch(Handler<T> handler) {
            return handler.truncate(this);
        }
    }

    /** No row changed: a tombstone, a heartbeat, a transaction boundary, a schema change. */
    record Nothing() implements ChangeEvent {

        @Override
        public <T> T dispatch(Handler<T> handler) {
            return handler.nothing();
        }
    }
}
