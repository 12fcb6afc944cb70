package io.mysqlredis.sink.event;

/** The fields of Debezium's change events that are read. */
public enum EnvelopeField {
    OPERATION("op"),
    SOURCE("source"),
    BEFORE("before"),
    AFTER("after"),
    /** None of them. */
    NONE("");

    private final String field;

    EnvelopeField(String field) {
        this.field = field;
    }

    /** The one that Debezium calls so. */
    public static EnvelopeField of(String name) {
        for (EnvelopeField one : values()) {
            if (one.field.equals(name)) {
                return one;
            }
        }
        return NONE;
    }
}
