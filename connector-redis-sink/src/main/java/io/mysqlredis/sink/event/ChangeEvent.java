package io.mysqlredis.sink.event;

import io.mysqlredis.sink.watermark.SourcePosition;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** A committed change, with Debezium's envelope and Kafka's record already removed. */
public sealed interface ChangeEvent {

    /** Calls the handler's method for this kind of event. */
    <T> T dispatch(Handler<T> handler);

    /** When the source committed it, in milliseconds since 1970-01-01T00:00Z; empty if the record does not tell. */
    OptionalLong committedAt();

    /** Where it stood in the binlog; empty if the record does not tell. */
    Optional<SourcePosition> sourcePosition();

    /** What to do with each kind of event. */
    interface Handler<T> {

        T upsert(Upsert upsert);

        T delete(Delete delete);

        T tombstone(Tombstone tombstone);

        T truncate(Truncate truncate);

        T nothing();
    }

    /** The row with this key now looks like {@code after}: inserted, updated or read by a snapshot. */
    record Upsert(TableId table, Row key, BeforeImage before, Row after, Origin origin) implements ChangeEvent {

        public Upsert {
            Objects.requireNonNull(table, "table");
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(before, "before");
            Objects.requireNonNull(after, "after");
            Objects.requireNonNull(origin, "origin");
        }

        @Override
        public OptionalLong committedAt() {
            return OptionalLong.of(origin.committedAt());
        }

        @Override
        public Optional<SourcePosition> sourcePosition() {
            return origin.position();
        }

        @Override
        public <T> T dispatch(Handler<T> handler) {
            return handler.upsert(this);
        }
    }

    /** The row with this key is gone: deleted, or living on under another key. */
    record Delete(TableId table, Row key, BeforeImage before, Origin origin) implements ChangeEvent {

        public Delete {
            Objects.requireNonNull(table, "table");
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(before, "before");
            Objects.requireNonNull(origin, "origin");
        }

        @Override
        public OptionalLong committedAt() {
            return OptionalLong.of(origin.committedAt());
        }

        @Override
        public Optional<SourcePosition> sourcePosition() {
            return origin.position();
        }

        @Override
        public <T> T dispatch(Handler<T> handler) {
            return handler.delete(this);
        }
    }

    /**
     * There is no row with this key, and nothing else is told.
     *
     * @param origin empty if a delete event told it before, unless that one was lost to compaction; else this may be the
     *     delete itself, of a topic of records without an envelope
     */
    record Tombstone(TableId table, Row key, Optional<Origin> origin) implements ChangeEvent {

        public Tombstone {
            Objects.requireNonNull(table, "table");
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(origin, "origin");
        }

        @Override
        public OptionalLong committedAt() {
            return origin.isPresent() ? OptionalLong.of(origin.get().committedAt()) : OptionalLong.empty();
        }

        @Override
        public Optional<SourcePosition> sourcePosition() {
            return origin.flatMap(Origin::position);
        }

        @Override
        public <T> T dispatch(Handler<T> handler) {
            return handler.tombstone(this);
        }
    }

    /** Every row of the table is gone. */
    record Truncate(TableId table, Columns columns, Origin origin) implements ChangeEvent {

        public Truncate {
            Objects.requireNonNull(table, "table");
            Objects.requireNonNull(columns, "columns");
            Objects.requireNonNull(origin, "origin");
        }

        @Override
        public OptionalLong committedAt() {
            return OptionalLong.of(origin.committedAt());
        }

        @Override
        public Optional<SourcePosition> sourcePosition() {
            return origin.position();
        }

        @Override
        public <T> T dispatch(Handler<T> handler) {
            return handler.truncate(this);
        }
    }

    /**
     * A record that stands for no change to a row: a heartbeat, a transaction boundary, a schema change.
     *
     * @param committedAt up to when a heartbeat says that the source has read all changes
     */
    record Nothing(OptionalLong committedAt) implements ChangeEvent {

        public Nothing {
            Objects.requireNonNull(committedAt, "committedAt");
        }

        @Override
        public Optional<SourcePosition> sourcePosition() {
            return Optional.empty();
        }

        @Override
        public <T> T dispatch(Handler<T> handler) {
            return handler.nothing();
        }
    }
}
