package io.mysqlredis.sink.metrics;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.HdrHistogram.IntCountsHistogram;

/**
 * How values were spread over the last minute, to 1 %: what is older is forgotten, and where nothing came there is no number.
 *
 * <p>Ten seconds are forgotten at a time, so that it reaches back for 50 to 60 seconds. It takes no more memory than
 * {@link #MAX_BYTES}, however many values come. One thread records, any may read.
 */
final class SlidingWindow {

    /** What is higher counts as this: seven days, in milliseconds. */
    static final long HIGHEST = 7L * 24 * 3600 * 1_000;

    /** Of six histograms, each of 3,072 counters of four bytes and what is around them. */
    static final int MAX_BYTES = 80_000;

    private static final Duration SLICE = Duration.ofSeconds(10);
    private static final int SLICES = 6;
    private static final int DIGITS = 2;

    private final InstantSource clock;

    /** Null where nothing came yet; small, and larger once high values come. */
    private final IntCountsHistogram[] slices = new IntCountsHistogram[SLICES];

    /** Of which time each slice is, counted in slices since 1970. */
    private final long[] times = new long[SLICES];

    SlidingWindow(InstantSource clock) {
        this.clock = clock;
    }

    /** Records a value of each; what is below 0 counts as 0. */
    synchronized <T> void record(List<T> all, ToLongFunction<T> value) {
        IntCountsHistogram slice = current();
        for (T one : all) {
            slice.recordValue(Math.min(Math.max(0, value.applyAsLong(one)), HIGHEST));
        }
    }

    private IntCountsHistogram current() {
        long time = time();
        int index = Math.floorMod(time, SLICES);
        if (slices[index] == null) {
            slices[index] = new IntCountsHistogram(DIGITS);
        } else if (times[index] != time) {
            slices[index].reset();
        }
        times[index] = time;
        return slices[index];
    }

    private long time() {
        return Math.floorDiv(clock.millis(), SLICE.toMillis());
    }

    /** The value that this part of all values does not exceed; NaN if none came. */
    double percentile(double percentile) {
        return read(all -> all.getValueAtPercentile(percentile));
    }

    /** NaN if no value came. */
    double max() {
        return read(IntCountsHistogram::getMaxValue);
    }

    /** NaN if no value came. */
    double mean() {
        return read(IntCountsHistogram::getMean);
    }

    private synchronized double read(ToDoubleFunction<IntCountsHistogram> number) {
        long now = time();
        IntCountsHistogram all = new IntCountsHistogram(DIGITS);
        for (int i = 0; i < SLICES; i++) {
            // Where the clock was set back, slices stand in the future.
            if (slices[i] != null && times[i] <= now && times[i] > now - SLICES) {
                all.add(slices[i]);
            }
        }
        return all.getTotalCount() == 0 ? Double.NaN : number.applyAsDouble(all);
    }

    /** The bytes that it takes now. */
    synchronized int bytes() {
        int bytes = 0;
        for (IntCountsHistogram slice : slices) {
            bytes += slice == null ? 0 : slice.getEstimatedFootprintInBytes();
        }
        return bytes;
    }
}
