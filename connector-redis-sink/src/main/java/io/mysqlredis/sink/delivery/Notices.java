package io.mysqlredis.sink.delivery;

import io.mysqlredis.sink.watermark.Partition;
import io.mysqlredis.sink.writer.Held;
import io.mysqlredis.sink.writer.RedisWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells in the log what an operator should know of a partition's watermark, though the task can go on. */
final class Notices {

    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

    /** How long the topics of the shipped source keep every change; what is older may be compacted. */
    private static final Duration COMPLETE = Duration.ofDays(7);

    private static final Duration JUST_NOW = Duration.ofSeconds(10);

    /** Partitions of one topic that begin together do so within this time. */
    private static final Duration BEGINNING = Duration.ofMinutes(5);

    private final Ownership ownership;
    private final InstantSource clock;
    private final Set<String> toldMappings = new HashSet<>();

    Notices(Ownership ownership, InstantSource clock) {
        this.ownership = ownership;
        this.clock = clock;
    }

    /** The data was written by other mappings than this task has. */
    void tellOfMappings(Partition partition, Held held) {
        if (held.mappings().isPresent()
                && !held.mappings().get().equals(ownership.mappings())
                && toldMappings.add(held.mappings().get())) {
            LOG.warn(
                    "{}: Redis was filled by other mappings, and keys that are not written any more stay in it. They were: {};"
                            + " now they are: {}. To write all rows anew, reset the connector's offsets",
                    partition,
                    held.mappings().get(),
                    ownership.mappings());
        }
    }

    /** The data is from so long ago that the topic does not tell all that happened since. */
    void tellOfAge(Partition partition, Held held) {
        Instant now = clock.instant();
        Instant checked = Instant.ofEpochMilli(held.checkedAt().orElse(now.toEpochMilli()));
        if (!held.watermark().isNone() && checked.isBefore(now.minus(COMPLETE))) {
            LOG.error(
                    "{}: what Redis has of it was written up to {}. Of so long a time Kafka may have dropped deletes and former"
                            + " versions of rows: rows may stay in Redis that are gone, and index entries that moved. Empty Redis,"
                            + " or start over with an empty one, to have an exact copy again",
                    partition,
                    checked);
        }
    }

    /** A partition begins long after others of its topic. */
    void tellOfLatePartitions(Collection<PartitionState> states, Map<Partition, Held> all, RedisWriter writer) {
        for (PartitionState state : states) {
            Partition partition = state.partition();
            Held held = all.get(partition);
            // Later an empty one was lost, or is read anew.
            boolean isFirst = state.isNew() && held != null && held.watermark().isNone();
            if (isFirst && partition.number() > 0 && isJustCreated(held)) {
                tellIfLate(partition, writer);
            }
        }
    }

    /** By the claim: one that was there before is only empty. */
    private boolean isJustCreated(Held held) {
        long tolerance = JUST_NOW.toMillis();
        return held.createdAt().orElse(0) >= clock.millis() - tolerance;
    }

    private void tellIfLate(Partition partition, RedisWriter writer) {
        Set<Partition> siblings = IntStream.range(0, partition.number())
                .mapToObj(number -> new Partition(partition.topic(), number))
                .collect(Collectors.toSet());
        Instant before = clock.instant().minus(BEGINNING);
        boolean isLate = writer.peek(siblings).values().stream()
                .anyMatch(sibling -> sibling.createdAt().isPresent()
                        && Instant.ofEpochMilli(sibling.createdAt().getAsLong()).isBefore(before));
        if (isLate) {
            LOG.warn(
                    "{}: this partition is new, while others of its topic are old. If partitions were added to the topic, rows"
                            + " change the partition in which they are written, so that old versions may come after new ones."
                            + " Make a new topic with more partitions and a new snapshot instead",
                    partition);
        }
    }
}
