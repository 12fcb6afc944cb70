package io.mysqlredis.benchmark.topic;

import io.mysqlredis.benchmark.rows.Workload;
import java.util.Objects;

/** All that decides on what a topic holds. */
public record TopicSpec(Format format, RowSize size, Activity activity, int partitions, long records) {

    public TopicSpec {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(size, "size");
        Objects.requireNonNull(activity, "activity");
    }

    public Workload workload() {
        return activity.workload(size);
    }

    /** Of letters, digits and hyphens. */
    String label() {
        return "%s-%s-%d-%dp-%d".formatted(format.label(), activity.label(), size.bytes(), partitions, records);
    }
}
