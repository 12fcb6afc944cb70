package io.mysqlredis.benchmark.sink;

import io.mysqlredis.benchmark.Figure;
import io.mysqlredis.benchmark.Stage;
import io.mysqlredis.stack.ServerName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** The CPU time that the processes take that are involved, over the same interval. */
final class ProcessorTime {

    private final Map<String, LongSupplier> readers = new LinkedHashMap<>();
    private final Map<String, Course> courses = new LinkedHashMap<>();

    /** Of a worker, of Redis and of the broker. */
    static ProcessorTime of(long worker, Stage stage) {
        ProcessorTime time = new ProcessorTime();
        time.watch("worker CPU", () -> Stage.cpu(worker).toNanos());
        time.watch("Redis CPU", () -> stage.cpu(ServerName.REDIS).toNanos());
        time.watch("broker CPU", () -> stage.cpu(ServerName.KAFKA).toNanos());
        return time;
    }

    private void watch(String name, LongSupplier nanos) {
        readers.put(name, nanos);
        courses.put(name, new Course());
    }

    void look() {
        readers.forEach((name, reader) -> courses.get(name).add(System.nanoTime(), reader.getAsLong()));
    }

    /** Seconds for a million rows. */
    List<Figure> figures(long from, long to, long rows) {
        return courses.entrySet().stream()
                .map(course -> new Figure(
                        course.getKey(),
                        (course.getValue().valueAt(to) - course.getValue().valueAt(from)) / 1e9 / rows * 1e6,
                        "s/M rows"))
                .toList();
    }
}
