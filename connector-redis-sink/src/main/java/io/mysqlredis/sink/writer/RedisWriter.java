package io.mysqlredis.sink.writer;

import io.mysqlredis.sink.command.Batch;
import io.mysqlredis.sink.command.RecordPosition;
import io.mysqlredis.sink.command.Write;
import io.mysqlredis.sink.watermark.Partition;
import io.mysqlredis.sink.watermark.Watermark;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The port to Redis: it looks at the watermarks of partitions, and then moves them together with the data that they stand
 * for, as long as nobody else has moved them.
 *
 * <p>Each method throws {@link RedisUnavailableException} if the same call may succeed later, and
 * {@link RedisMisconfiguredException} if none can succeed before an operator acts.
 */
public interface RedisWriter extends AutoCloseable {

    /**
     * The one for a kind of Redis.
     *
     * @param required commands that not every server knows, each with what to say where it does not
     * @param watermarks empty if none are to be kept
     */
    static RedisWriter to(RedisTarget target, Map<String, String> required, Optional<WatermarkStore> watermarks) {
        RedisConnections connections = new RedisConnections(target);
        return target.topology() instanceof Topology.Cluster
                ? new ClusterRedisWriter(connections, required, watermarks)
                : new StandaloneRedisWriter(connections, required, watermarks);
    }

    /** What to do about a partition's watermark before looking at it. */
    enum Claim {
        /** Say that it is ours, whosever it was. */
        TAKE_OVER,
        /** The same, and forget how far the partition was applied. */
        START_OVER
    }

    /** A record whose commands Redis did not all carry out; the reason is without the row's values. */
    record Rejection(RecordPosition position, String reason) {

        public Rejection {
            Objects.requireNonNull(position, "position");
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** What became of a run. */
    enum Fate {
        /** Redis carried out every command that it did not reject, and the watermarks stand where they were to go. */
        APPLIED,
        /** The same, but some of the records may be carried out later, of which the first is such a one. */
        PARTLY_APPLIED,
        /** Redis did nothing, because of what it rejects. */
        REFUSED,
        /** Redis did nothing, as the watermarks are not as they were last seen. */
        OVERTAKEN,
        /** There is more to do, for the next call. */
        UNFINISHED
    }

    record Outcome(Fate fate, List<Rejection> rejections) {

        public Outcome {
            Objects.requireNonNull(fate, "fate");
            rejections = List.copyOf(rejections);
        }

        /** The flight that it is of, where nothing has to be asked for that. */
        public InFlight landed() {
            return () -> this;
        }
    }

    /** A run that was sent, of which it is not known yet what became. */
    @FunctionalInterface
    interface InFlight {

        /** Reads Redis's replies to it, which is to be done once, and before anything else is asked of the writer. */
        Outcome land();
    }

    /** Whether there are watermarks at all; without any, nothing is guarded, and nothing tells where to read from. */
    boolean keepsWatermarks();

    /**
     * Looks at the watermarks of all open partitions; the next write is for these, and notices what happens to them from now
     * on. The answer is empty where none are kept.
     */
    Map<Partition, Held> look(Set<Partition> open, Map<Partition, Claim> claims);

    /** What Redis holds of partitions that are not to be written. */
    Map<Partition, Held> peek(Set<Partition> partitions);

    /** Whether the last look still holds, as far as is known here. */
    boolean isWatching();

    /**
     * Has Redis carry out what stands in a run, all in one step where it has such steps, together with moving these
     * watermarks; or nothing of it. Does not wait for it. After an exception, here or when the flight lands, either may be
     * true, and the next look tells.
     *
     * @param run without sweeps; may be empty
     */
    InFlight send(Batch run, Map<Partition, Watermark> marks);

    /** The same, and waits for what becomes of it. */
    default Outcome write(Batch run, Map<Partition, Watermark> marks) {
        return send(run, marks).land();
    }

    /**
     * Removes some of the keys that a write sweeps, and has the fate {@link Fate#UNFINISHED} as long as there may be more.
     * Between two calls others are served, so a sweep is no one step.
     */
    Outcome sweep(Write write);

    /** Sets watermarks, whoever owns them, for tasks that do not run now; {@link Watermark#NONE} removes one. */
    void alter(Map<Partition, Watermark> marks);

    /** Removes every watermark of this connector, for tasks that do not run now. */
    void forgetAll();

    @Override
    void close();
}
