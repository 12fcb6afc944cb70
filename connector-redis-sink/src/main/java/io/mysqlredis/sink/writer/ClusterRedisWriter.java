package io.mysqlredis.sink.writer;

import io.mysqlredis.sink.command.Batch;
import io.mysqlredis.sink.command.Write;
import io.mysqlredis.sink.watermark.Partition;
import io.mysqlredis.sink.watermark.Watermark;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Writes to a Redis Cluster: data to all masters at once, and only when each has acknowledged its part the watermarks, also
 * on all; so a watermark never stands above data that Redis did not have.
 *
 * <p>Nothing follows a slot that moves. The run fails, the cluster is asked anew, and everything after the lowest watermark
 * is written again.
 */
public final class ClusterRedisWriter implements RedisWriter {

    private final Masters masters;
    private final ClusterStore store;
    private final Optional<ClusterWatermarks> watermarks;
    private final RequestBuffer buffer = new RequestBuffer();
    private ClusterSweep sweep;

    /**
     * @param connections to a cluster
     * @param required commands that not every server knows, each with what to say where it does not
     * @param watermarks empty if none are to be kept
     */
    public ClusterRedisWriter(
            RedisConnections connections, Map<String, String> required, Optional<WatermarkStore> watermarks) {
        this.masters = new Masters(connections, required, watermarks);
        this.store = new ClusterStore(masters);
        this.watermarks = watermarks.map(kept -> new ClusterWatermarks(store, kept.owner()));
    }

    @Override
    public boolean keepsWatermarks() {
        return watermarks.isPresent();
    }

    @Override
    public Map<Partition, Held> look(Set<Partition> open, Map<Partition, Claim> claims) {
        // Whoever looks may go back, and write again what was swept already.
        sweep = null;
        return connected(() -> watermarks.map(all -> all.look(open, claims)).orElse(Map.of()));
    }

    @Override
    public Map<Partition, Held> peek(Set<Partition> partitions) {
        return connected(() -> watermarks.map(all -> all.peek(partitions)).orElse(Map.of()));
    }

    @Override
    public boolean isWatching() {
        return masters.areConnected() && watermarks.map(ClusterWatermarks::hold).orElse(true);
    }

    @Override
    public InFlight send(Batch run, Map<Partition, Watermark> marks) {
        boolean guarded = watermarks.map(ClusterWatermarks::guard).orElse(false);
        if (!run.hasCommands() && !guarded) {
            return new Outcome(Fate.APPLIED, List.of()).landed();
        }
        return connected(() -> {
            if (guarded && !isWatching()) {
                return new Outcome(Fate.OVERTAKEN, List.of()).landed();
            }
            List<Rejection> tooLarge = Rejections.ofTooLarge(run, maxArgumentBytes());
            return tooLarge.isEmpty() ? fly(run, marks) : new Outcome(Fate.REFUSED, tooLarge).landed();
        });
    }

    /** What one master would not take another might, but a slot can move to any of them. */
    private long maxArgumentBytes() {
        return masters.all().stream().mapToLong(Master::maxArgumentBytes).min().orElseThrow();
    }

    private InFlight fly(Batch run, Map<Partition, Watermark> marks) {
        ClusterFlight flight = new ClusterFlight(run, masters::of);
        watermarks.ifPresent(all -> all.doubt(partitions(run)));
        Masters.Exchange exchange = masters.send(master -> ClusterWatermarks.sendRelease(master)
                + flight.send(master, buffer)
                + master.sendWait()
                + watermarks.map(all -> all.sendGlance(master)).orElse(0));
        return () -> whole(() -> land(exchange, flight, marks));
    }

    private Outcome land(Masters.Exchange exchange, ClusterFlight flight, Map<Partition, Watermark> marks) {
        boolean isUnchanged = true;
        for (Map.Entry<Master, List<Object>> reply : exchange.read().entrySet()) {
            List<Object> afterRelease =
                    reply.getValue().subList(1, reply.getValue().size());
            int read = flight.read(reply.getKey(), afterRelease);
            int waited = reply.getKey().readWait(afterRelease.subList(read, afterRelease.size()));
            List<Object> glance = afterRelease.subList(read + waited, afterRelease.size());
            isUnchanged &= watermarks
                    .map(all -> !all.guard() || all.isUnchanged(reply.getKey(), glance))
                    .orElse(true);
        }
        if (!isUnchanged) {
            watermarks.ifPresent(ClusterWatermarks::end);
            return new Outcome(Fate.OVERTAKEN, List.of());
        }
        watermarks.ifPresent(ClusterWatermarks::confirm);
        List<Rejection> rejections = Rejections.of(flight.refusals());
        return new Outcome(moved(marks, rejections) ? Fate.APPLIED : Fate.OVERTAKEN, rejections);
    }

    private static Set<Partition> partitions(Batch run) {
        Set<Partition> partitions = new HashSet<>();
        for (Write write : run.writes()) {
            if (!write.commands().isEmpty()) {
                partitions.add(
                        new Partition(write.position().topic(), write.position().partition()));
            }
        }
        return partitions;
    }

    /** Those of a partition with a record that was rejected stay, until it is safe elsewhere. */
    private boolean moved(Map<Partition, Watermark> marks, List<Rejection> rejections) {
        Map<Partition, Watermark> moves = new HashMap<>(marks);
        rejections.forEach(rejection -> moves.remove(
                new Partition(rejection.position().topic(), rejection.position().partition())));
        return moves.isEmpty() || watermarks.map(all -> all.move(moves)).orElse(true);
    }

    @Override
    public Outcome sweep(Write write) {
        return connected(() -> {
            if (sweep == null || !sweep.isOf(write)) {
                sweep = new ClusterSweep(write, masters.all());
            }
            Sweep.Found found = masters.at(sweep.master(), sweep.sweep()::look);
            if (found.refusal().isPresent()) {
                ErrorReply refusal = found.refusal().get();
                sweep.master().failUnlessRejected(refusal);
                return new Outcome(Fate.REFUSED, List.of(Rejections.ofSweep(write, refusal)));
            }
            // Guarded as any other write: newer rows of whoever reads the partition by now must not go.
            Outcome outcome =
                    write(new Batch(List.of(new Write(write.position(), List.of(), found.deletes()))), Map.of());
            if (outcome.fate() != Fate.APPLIED) {
                return outcome;
            }
            sweep.advance(found);
            if (sweep.isDone()) {
                sweep = null;
                return outcome;
            }
            return new Outcome(Fate.UNFINISHED, outcome.rejections());
        });
    }

    @Override
    public void alter(Map<Partition, Watermark> marks) {
        run(() -> store.alter(marks));
    }

    @Override
    public void forgetAll() {
        run(store::forgetAll);
    }

    private void run(Runnable action) {
        connected(() -> {
            if (watermarks.isPresent()) {
                action.run();
            }
            return watermarks;
        });
    }

    private <T> T connected(Supplier<T> exchange) {
        return whole(() -> {
            if (masters.connect()) {
                watermarks.ifPresent(ClusterWatermarks::end);
            }
            return exchange.get();
        });
    }

    /** If it fails, nothing is known of any master any more. */
    private <T> T whole(Supplier<T> exchange) {
        try {
            return exchange.get();
        } catch (RuntimeException e) {
            // Some of it may have happened on some masters, and slots may have moved.
            masters.outdated();
            watermarks.ifPresent(ClusterWatermarks::end);
            throw e;
        }
    }

    @Override
    public void close() {
        masters.close();
    }
}
