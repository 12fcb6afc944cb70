package io.mysqlredis.sink.command;

import java.util.Objects;

/** Where in Kafka a record stands; printed as {@code topic-partition@offset}, as in every error message. */
public record RecordPosition(String topic, int partition, long offset) {

    public RecordPosition {
        Objects.requireNonNull(topic, "topic");
    }

    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}
