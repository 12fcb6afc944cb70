package io.mysqlredis.stack;

import java.util.Locale;

/** The servers, in the order in which they depend on each other. */
public enum ServerName {
    MYSQL("MySQL"),
    REDIS("Redis"),
    KAFKA("Kafka"),
    /** Of Avro schemas; in a stack only where it is asked for. */
    REGISTRY("Registry"),
    CONNECT("Connect");

    private final String label;

    ServerName(String label) {
        this.label = label;
    }

    /** As people write it. */
    public String label() {
        return label;
    }

    /** As files and folders are called. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
