package io.mysqlredis.benchmark.sink;

import io.mysqlredis.benchmark.topic.Activity;
import io.mysqlredis.benchmark.topic.Format;
import io.mysqlredis.benchmark.topic.RowSize;
import java.util.Map;
import java.util.Objects;

/**
 * One way to run a sink. All are the base case but for what is said otherwise.
 *
 * @param reader who decodes the records
 * @param target what becomes of them
 * @param partitions of the topic
 * @param rounds in full
 * @param warmUp thousands of records that are read before the clock starts
 * @param measured thousands of records that are read while it runs
 * @param isInQuickRuns whether it runs code that no other case of a quick run does
 */
public record SinkCase(
        String name,
        String description,
        Format format,
        Reader reader,
        Target target,
        RowSize size,
        Activity activity,
        int maxPollRecords,
        int partitions,
        int tasks,
        Link link,
        int rounds,
        int warmUp,
        int measured,
        boolean isInQuickRuns) {

    /** Who decodes records. */
    public enum Reader {
        /** Connect's converter for the format. */
        CONVERTER,
        /** The sink itself, by {@code records.format}; a sink that discards gets the bytes. */
        SINK
    }

    /** What becomes of records. */
    public enum Target {
        /** As without any mapping. */
        HASH,
        /** A JSON document in a string. */
        JSON_STRING,
        NOTHING;

        /** The settings of the sink that make it so. */
        public Map<String, String> mapping() {
            return this == JSON_STRING
                    ? Map.of(
                            "mappings", "orders",
                            "mappings.orders.table", "shop\\.orders",
                            "mappings.orders.key", "orders:${id}",
                            "mappings.orders.type", "string")
                    : Map.of();
        }
    }

    /** How the sink reaches Redis. */
    public enum Link {
        LOOPBACK,
        DELAYED
    }

    public SinkCase {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(description, "description");
    }

    boolean discards() {
        return target == Target.NOTHING;
    }

    /** Five rounds of the base case, as the goals ask for, until something else is said. */
    static Builder named(String name, String description) {
        return new Builder(name, description);
    }

    /** Makes a case of what differs from the base case. */
    static final class Builder {

        private final String name;
        private final String description;
        private Format format = Format.AVRO;
        private Reader reader = Reader.CONVERTER;
        private Target target = Target.HASH;
        private RowSize size = RowSize.B230;
        private Activity activity = Activity.INSERTS;
        private Link link = Link.LOOPBACK;
        private int maxPollRecords = 500;
        private int partitions = 1;
        private int tasks = 1;
        private int rounds = 5;
        private int warmUp = 2_000;
        private int measured = 2_000;
        private boolean isInQuickRuns;

        private Builder(String name, String description) {
            this.name = name;
            this.description = description;
        }

        Builder of(Format other) {
            format = other;
            return this;
        }

        Builder decodedBy(Reader other) {
            reader = other;
            return this;
        }

        Builder into(Target other) {
            target = other;
            return this;
        }

        Builder of(RowSize other) {
            size = other;
            return this;
        }

        Builder of(Activity other) {
            activity = other;
            return this;
        }

        Builder over(Link other) {
            link = other;
            return this;
        }

        Builder maxPollRecords(int other) {
            maxPollRecords = other;
            return this;
        }

        Builder partitionsAndTasks(int otherPartitions, int otherTasks) {
            partitions = otherPartitions;
            tasks = otherTasks;
            return this;
        }

        /** Three rounds of a million records, after a million. */
        Builder inShort() {
            rounds = 3;
            warmUp = 1_000;
            measured = 1_000;
            return this;
        }

        Builder warmUp(int thousands) {
            warmUp = thousands;
            return this;
        }

        Builder inQuickRuns() {
            isInQuickRuns = true;
            return this;
        }

        SinkCase build() {
            return new SinkCase(
                    name,
                    description,
                    format,
                    reader,
                    target,
                    size,
                    activity,
                    maxPollRecords,
                    partitions,
                    tasks,
                    link,
                    rounds,
                    warmUp,
                    measured,
                    isInQuickRuns);
        }
    }
}
