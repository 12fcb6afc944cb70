package io.mysqlredis.sink.event;

/** One of Debezium's change events, in whichever form its record came. */
public interface Envelope {

    /** What happened, as {@code op} says it; null if the event does not tell. */
    String operation();

    /** Where the change comes from; null if the event does not tell. */
    SourceBlock source();

    /** The columns of the table's rows. */
    Columns columns();

    /**
     * The row after the change, or null.
     *
     * @throws BadRecordException if a value is none that its column can have
     */
    Row after();

    /** What the event tells of the row before the change. */
    BeforeImage before();
}
