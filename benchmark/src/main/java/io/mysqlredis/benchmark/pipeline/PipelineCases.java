package io.mysqlredis.benchmark.pipeline;

import io.mysqlredis.benchmark.Measurement;
import io.mysqlredis.benchmark.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** All measurements of the whole pipeline: with four partitions and the shipped connectors, and with Avro where nothing else is said. */
public final class PipelineCases {

    private static final int OF_GOALS = 5;
    private static final int ELSEWHERE = 3;
    private static final int WARM_UP = 500_000;
    private static final int MEASURED = 2_000_000;
    private static final int QUICK = 3_000;

    /** In seconds, until the worker's compiler is at rest: what a batch runs through is called only some hundred times a second. */
    private static final int WARM = 60;

    private static final int NEARLY_WARM = 20;

    /** One of each kind. */
    static final Set<String> IN_QUICK_RUNS =
            Set.of("snapshot/avro-own", "stream/small/avro", "stream/big/avro", "delay/1000", "size/1e4", "tables/10");

    private PipelineCases() {}

    public static List<Measurement> measurements() {
        List<Measurement> all = new ArrayList<>();
        // With the converter: see size/1e6 and size/1e7.
        all.add(new Snapshot(
                "snapshot/avro-own",
                "2 million rows; " + Decoding.SINK.description(),
                Section.PIPELINE,
                OF_GOALS,
                Decoding.SINK,
                WARM_UP,
                MEASURED,
                QUICK));
        all.add(new Streaming(
                "stream/small/avro-own",
                "2 million rows in transactions of 10; " + Decoding.SINK.description(),
                OF_GOALS,
                Decoding.SINK,
                WARM_UP,
                MEASURED,
                QUICK,
                10));
        all.add(new Streaming(
                "stream/small/avro",
                "1 million rows in transactions of 10; " + Decoding.CONVERTER.description(),
                ELSEWHERE,
                Decoding.CONVERTER,
                WARM_UP,
                MEASURED / 2,
                QUICK,
                10));
        all.add(new Streaming(
                "stream/small/json",
                "1 million rows in transactions of 10; " + Decoding.JSON.description(),
                ELSEWHERE,
                Decoding.JSON,
                WARM_UP,
                MEASURED / 2,
                QUICK,
                10));
        all.add(new Streaming(
                "stream/big/avro",
                "1 million rows in one transaction",
                ELSEWHERE,
                Decoding.CONVERTER,
                WARM_UP,
                MEASURED / 2,
                QUICK,
                0));
        all.add(new Delay("delay/100", "100 changes/s", ELSEWHERE, Decoding.CONVERTER, 100, NEARLY_WARM));
        all.add(new Delay("delay/1000", "1,000 changes/s", OF_GOALS, Decoding.CONVERTER, 1_000, WARM));
        all.add(new Delay("delay/5000", "5,000 changes/s", ELSEWHERE, Decoding.CONVERTER, 5_000, NEARLY_WARM));
        all.add(size("1e4", 10_000, ELSEWHERE));
        all.add(size("1e5", 100_000, ELSEWHERE));
        all.add(size("1e6", 1_000_000, ELSEWHERE));
        all.add(size("1e7", 10_000_000, 1));
        for (int tables : List.of(1, 10, 100, 500)) {
            all.add(new ManyTables("tables/" + tables, "200,000 rows in " + tables + " tables", ELSEWHERE, tables));
        }
        return all;
    }

    private static Snapshot size(String label, int rows, int rounds) {
        return new Snapshot(
                "size/" + label,
                "a table of %,d rows".formatted(rows),
                Section.GROWTH,
                rounds,
                Decoding.CONVERTER,
                0,
                rows,
                1_000);
    }
}
