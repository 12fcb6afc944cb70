package io.mysqlredis.benchmark;

import io.mysqlredis.benchmark.result.Goal;
import java.util.List;

/** What is told below the table: how figures compare, and whether they are what they are to be. */
final class Goals {

    private static final String ROWS = "rows/s";

    private Goals() {}

    static List<Goal> all() {
        return List.of(
                Goal.ratio("the sink / one that discards, Avro", "sink/avro", "discard/avro", ROWS)
                        .atLeast(0.85),
                Goal.ratio("the sink / one that discards, JSON with schemas", "sink/json", "discard/json", ROWS)
                        .atLeast(0.85),
                Goal.ratio(
                                "the sink / one that discards, JSON without schemas",
                                "sink/plain-json",
                                "discard/plain-json",
                                ROWS)
                        .atLeast(0.85),
                Goal.figure("rows/s where the sink decodes Avro itself", "sink/avro-own", ROWS)
                        .atLeast(150_000),
                Goal.ratio("the sink that decodes Avro itself / Redis alone", "sink/avro-own", "redis/hash", ROWS)
                        .atLeast(0.6),
                Goal.ratio("two tasks / one, of two partitions", "sink/avro-2p-2t", "sink/avro-2p-1t", ROWS),
                Goal.ratio("two tasks / one, decoding themselves", "sink/avro-own-2p-2t", "sink/avro-own-2p-1t", ROWS),
                Goal.figure("heap that a worker with the sink uses after a collection, MB", "sink/avro", "heap, live"));
    }
}
