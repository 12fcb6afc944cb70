package io.mysqlredis.benchmark.topic;

import java.util.Map;
import java.util.Objects;

/**
 * A topic that is filled.
 *
 * @param endOffsets of each partition: the offset of its last record, and one more
 */
public record Topic(String name, TopicSpec spec, Map<Integer, Long> endOffsets) {

    public Topic {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(spec, "spec");
        endOffsets = Map.copyOf(endOffsets);
    }
}
