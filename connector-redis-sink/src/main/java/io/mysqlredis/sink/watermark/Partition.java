package io.mysqlredis.sink.watermark;

import java.util.Objects;

/** A partition of a topic, printed as Kafka's tools print it. */
public record Partition(String topic, int number) {

    public Partition {
        Objects.requireNonNull(topic, "topic");
    }

    @Override
    public String toString() {
        return topic + "-" + number;
    }
}
