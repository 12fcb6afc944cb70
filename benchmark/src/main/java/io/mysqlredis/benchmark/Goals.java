package io.mysqlredis.benchmark;

import io.mysqlredis.benchmark.result.Goal;
import java.util.List;

/** What is told below the table: how figures compare, and whether they are what they are to be. */
final class Goals {

    private static final String ROWS = "rows/s";
    private static final String CPU = "worker CPU";

    private Goals() {}

    static List<Goal> all() {
        return List.of(
                Goal.ratio("the sink / one that discards, Avro", "sink/avro", "discard/avro", ROWS)
                        .atLeast(0.85),
                Goal.ratio("the sink / one that discards, JSON with schemas", "sink/json", "discard/json", ROWS)
                        .atLeast(0.85),
                Goal.figure("rows/s where the sink decodes Avro itself", "sink/avro-own", ROWS)
                        .atLeast(150_000),
                Goal.ratio("the sink that decodes Avro itself / Redis alone", "sink/avro-own", "redis/hash", ROWS)
                        .atLeast(0.6),
                // Where two cores are all that there is; with cores of their own two tasks are to do 1.8 times as much.
                Goal.ratio("two tasks / one, of two partitions", "sink/avro-2p-2t", "sink/avro-2p-1t", ROWS)
                        .atLeast(1),
                Goal.ratio("the same, CPU a row", "sink/avro-2p-2t", "sink/avro-2p-1t", CPU)
                        .atMost(1.1),
                Goal.ratio("two tasks / one, decoding themselves", "sink/avro-own-2p-2t", "sink/avro-own-2p-1t", ROWS)
                        .atLeast(1),
                Goal.ratio("the same, CPU a row", "sink/avro-own-2p-2t", "sink/avro-own-2p-1t", CPU)
                        .atMost(1.1),
                Goal.figure("rows/s of a snapshot", "snapshot/avro-own", ROWS).atLeast(40_000),
                Goal.figure("rows/s of transactions of 10 rows", "stream/small/avro-own", ROWS)
                        .atLeast(30_000),
                Goal.figure("rows/s of one big transaction", "stream/big/avro", ROWS)
                        .atLeast(30_000),
                Goal.figure("ms from commit to Redis at 1,000 changes/s, p50", "delay/1000", "p50")
                        .atMost(10),
                Goal.figure("ms from commit to Redis at 1,000 changes/s, p99", "delay/1000", "p99")
                        .atMost(30),
                Goal.ratio(
                                "heap of the worker with 10 million rows / 10,000",
                                "size/1e7",
                                "size/1e4",
                                "Connect heap, live")
                        .atMost(1.1),
                // It has 512 MB at most: if it needed more, there would be no figure.
                Goal.figure("heap that it uses after a collection, MB", "size/1e7", "Connect heap, live"));
    }
}
