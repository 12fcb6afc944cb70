package io.mysqlredis.benchmark.pipeline;

import io.mysqlredis.benchmark.BenchmarkException;
import io.mysqlredis.benchmark.Figure;
import io.mysqlredis.benchmark.Polling;
import io.mysqlredis.benchmark.Stage;
import io.mysqlredis.stack.ServerName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Watches rows come to Redis, and what that costs the servers. */
final class Arrival {

    private static final Duration PAUSE = Duration.ofMillis(10);

    /** Looks at the connectors are dearer than looks at Redis. */
    private static final int LOOKS_AT_REDIS = 500;

    private static final List<ServerName> SERVERS =
            List.of(ServerName.MYSQL, ServerName.CONNECT, ServerName.KAFKA, ServerName.REDIS);

    private final Stage stage;
    private final Copying copying;

    Arrival(Stage stage, Copying copying) {
        this.stage = stage;
        this.copying = copying;
    }

    /**
     * A moment, and what the servers have taken until then.
     *
     * @param rows that Redis has
     * @param captured rows that Kafka has
     */
    record Mark(long nanos, long rows, long captured, Map<ServerName, Duration> cpu) {

        double secondsUntil(Mark later) {
            return (later.nanos - nanos) / 1e9;
        }

        /**
         * Rows a second that both connectors have kept up, and the CPU seconds of each server for a million of them.
         * What the source was ahead by at first, it has not captured meanwhile.
         */
        List<Figure> figuresUntil(Mark later) {
            long rows = Math.min(later.rows - this.rows, later.captured - captured);
            List<Figure> figures = new ArrayList<>();
            figures.add(new Figure("rows/s", rows / secondsUntil(later), ""));
            for (ServerName server : SERVERS) {
                Duration taken = later.cpu.get(server).minus(cpu.get(server));
                figures.add(new Figure(server.label() + " CPU", taken.toNanos() / 1e3 / rows, "s/M rows"));
            }
            return figures;
        }
    }

    /** Waits for a part of the rows; where all others came with them, the clock runs from the mark before. */
    Mark awaitPart(long rows, Mark before, long all) throws InterruptedException {
        Mark part = awaitRows(rows);
        return part.captured() < all ? part : before;
    }

    /** Waits until Redis has at least so many rows. */
    Mark awaitRows(long rows) throws InterruptedException {
        long begin = System.nanoTime();
        int looks = 0;
        long found = copying.rows();
        while (found < rows) {
            if (++looks % LOOKS_AT_REDIS == 0) {
                copying.requireRunning();
            }
            if (System.nanoTime() - begin > Copying.LONGEST.toNanos()) {
                throw new BenchmarkException("After %d minutes Redis has %,d of %,d rows"
                        .formatted(Copying.LONGEST.toMinutes(), found, rows));
            }
            Polling.pause(PAUSE);
            found = copying.rows();
        }
        return mark();
    }

    Mark mark() throws InterruptedException {
        long nanos = System.nanoTime();
        long rows = copying.rows();
        long captured = copying.captured();
        Map<ServerName, Duration> cpu = new EnumMap<>(ServerName.class);
        SERVERS.forEach(server -> cpu.put(server, stage.cpu(server)));
        return new Mark(nanos, rows, captured, cpu);
    }
}
