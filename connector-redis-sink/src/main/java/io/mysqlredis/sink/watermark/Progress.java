package io.mysqlredis.sink.watermark;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the watermark of its partition takes over from one record.
 *
 * @param timestamp of the record in Kafka, in milliseconds since 1970-01-01T00:00Z; -1 if it has none
 * @param committedAt when the source committed what the record tells, in milliseconds since 1970-01-01T00:00Z; empty if the
 *     record tells nothing of the source
 * @param source empty if the record does not tell where it stood in the binlog
 */
public record Progress(
        Partition partition, long offset, long timestamp, OptionalLong committedAt, Optional<SourcePosition> source) {

    public Progress {
        Objects.requireNonNull(partition, "partition");
        Objects.requireNonNull(committedAt, "committedAt");
        Objects.requireNonNull(source, "source");
    }
}
