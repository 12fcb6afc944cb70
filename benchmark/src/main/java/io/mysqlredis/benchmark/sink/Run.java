package io.mysqlredis.benchmark.sink;

import io.mysqlredis.benchmark.BenchmarkException;
import io.mysqlredis.benchmark.Figure;
import io.mysqlredis.benchmark.Polling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Follows a feed from its first record to its last, and knows what its measured part took. */
final class Run {

    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /** Reading what processes took is not free either. */
    private static final int LOOKS_PER_PROCESSOR_TIME = 10;

    private final Feed feed;
    private final ProcessorTime processors;
    private final RedisUse use;
    private final long warmUp;
    private final long records;
    private final Course course = new Course();
    private long countAtMark;

    /** @param records of the topic; the measured part is what comes after the warm-up's */
    Run(Feed feed, ProcessorTime processors, RedisUse use, long warmUp, long records) {
        this.feed = feed;
        this.processors = processors;
        this.use = use;
        this.warmUp = warmUp;
        this.records = records;
    }

    /** Returns when all records are through. */
    void await(Runnable check) throws InterruptedException {
        long count = -1;
        long moved = System.nanoTime();
        boolean isMarked = false;
        for (int looks = 0; count < records; looks++) {
            long before = count;
            count = feed.look(course);
            if (looks % LOOKS_PER_PROCESSOR_TIME == 0 || count == records) {
                check.run();
                processors.look();
            }
            if (!isMarked && count >= warmUp) {
                use.mark();
                countAtMark = count;
                isMarked = true;
            }
            if (count != before) {
                moved = System.nanoTime();
            } else if (System.nanoTime() - moved > PATIENCE.toNanos()) {
                throw new BenchmarkException("After %,d of %,d records nothing goes on for %d s"
                        .formatted(count, records, PATIENCE.toSeconds()));
            }
            if (count < records) {
                Polling.pause(PAUSE);
            }
        }
        use.end();
    }

    long countAtMark() {
        return countAtMark;
    }

    List<Figure> figures() {
        long rows = records - warmUp;
        // Without a warm-up the first record is the first sign of life.
        long begin = Math.max(1, warmUp);
        long from = course.nanosAt(begin);
        long to = course.endedAt(begin, records);
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure("rows/s", rows / ((to - from) / 1e9), ""));
        figures.addAll(processors.figures(from, to, rows));
        return figures;
    }
}
