package io.mysqlredis.sink.event;

/** What happened to a row, as far as its record tells. */
public enum Operation {
    INSERT("insert"),
    UPDATE("update"),
    DELETE("delete"),
    /** A row that was there when a snapshot read it. */
    SNAPSHOT_READ("read"),
    TRUNCATE("truncate"),
    /** An insert or an update: a record without an envelope does not tell which. */
    UPSERT("upsert");

    private final String word;

    Operation(String word) {
        this.word = word;
    }

    /** As configurations and change logs name it. */
    public String word() {
        return word;
    }
}
