package io.mysqlredis.benchmark.topic;

/** What the records of a topic are written in. */
public enum Format {
    /** Change events in Confluent's wire format. */
    AVRO("avro"),
    /** Change events with their schemas in each record. */
    JSON("json"),
    /**
     * Rows alone, as {@code ExtractNewRecordState} leaves them, without schemas: whole change events the sink takes
     * only with a schema.
     */
    PLAIN_JSON("plain-json");

    private final String label;

    Format(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
