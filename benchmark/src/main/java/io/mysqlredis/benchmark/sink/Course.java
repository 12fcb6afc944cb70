package io.mysqlredis.benchmark.sink;

import java.util.ArrayList;
import java.util.List;

/** How something that only grows has grown, as it was seen from time to time, in the order of the times. */
final class Course {

    private record Point(long nanos, long value) {}

    private final List<Point> points = new ArrayList<>();

    void add(long nanos, long value) {
        if (!points.isEmpty() && nanos < last().nanos()) {
            throw new IllegalArgumentException("Seen before what was seen last");
        }
        points.add(new Point(nanos, value));
    }

    /** When it reached a value: on a straight line between the last point before and the first that had it. */
    long nanosAt(long value) {
        for (int i = 0; i < points.size(); i++) {
            Point reached = points.get(i);
            if (reached.value() >= value) {
                return i == 0 ? reached.nanos() : Math.round(line(points.get(i - 1), reached, value));
            }
        }
        throw new IllegalArgumentException("It was never " + value);
    }

    private static double line(Point before, Point reached, long value) {
        double part = (double) (value - before.value()) / (reached.value() - before.value());
        return before.nanos() + part * (reached.nanos() - before.nanos());
    }

    /**
     * When it reached the value at which it ended. As nobody knows how long before the first look that saw it, it is
     * taken to have gone on as fast as since it had another value.
     */
    long endedAt(long since, long value) {
        Point before = points.get(0);
        for (Point point : points) {
            if (point.value() >= value) {
                long begin = nanosAt(since);
                boolean wasSeenBetween = before.value() > since && before.nanos() > begin;
                double perNanosecond = (double) (before.value() - since) / (before.nanos() - begin);
                return wasSeenBetween
                        ? Math.min(point.nanos(), before.nanos() + Math.round((value - before.value()) / perNanosecond))
                        : point.nanos();
            }
            before = point;
        }
        throw new IllegalArgumentException("It was never " + value);
    }

    /** What it was at a time; the first or the last value for times before or after. */
    double valueAt(long nanos) {
        Point before = points.get(0);
        for (Point point : points) {
            if (point.nanos() >= nanos) {
                long span = point.nanos() - before.nanos();
                return span == 0
                        ? point.value()
                        : before.value() + (double) (point.value() - before.value()) * (nanos - before.nanos()) / span;
            }
            before = point;
        }
        return last().value();
    }

    private Point last() {
        return points.get(points.size() - 1);
    }
}
