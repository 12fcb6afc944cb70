package io.mysqlredis.benchmark.sink;

import static io.mysqlredis.benchmark.sink.SinkCase.named;

import io.mysqlredis.benchmark.Measurement;
import io.mysqlredis.benchmark.sink.SinkCase.Link;
import io.mysqlredis.benchmark.sink.SinkCase.Reader;
import io.mysqlredis.benchmark.sink.SinkCase.Target;
import io.mysqlredis.benchmark.topic.Activity;
import io.mysqlredis.benchmark.topic.Format;
import io.mysqlredis.benchmark.topic.RowSize;
import java.util.List;
import java.util.stream.Stream;

/**
 * All ways in which a sink is run. The base case is {@code sink/avro}: Avro, by Confluent's converter, inserts of 230
 * bytes, from a topic of one partition, by one task that polls 500 records, into hashes on loopback. Each other one
 * differs by one factor; from {@code sink/avro-own} where it decodes itself, as there the converter hides nothing.
 */
public final class SinkCases {

    /**
     * In thousands: with its schemas a record is so long that the topic would not fit into the memory of many machines.
     */
    private static final int JSON_WARM_UP = 500;

    private SinkCases() {}

    /** Those of the sinks that discard, and then ours. */
    public static List<Measurement> measurements() {
        WorkerFiles.Shared files = new WorkerFiles.Shared();
        return Stream.concat(discarding().stream(), ours().stream())
                .<Measurement>map(sinkCase -> new SinkMeasurement(sinkCase, files))
                .toList();
    }

    /** Sinks that discard: what Kafka, Connect and the converter cost. */
    static List<SinkCase> discarding() {
        return List.of(
                named("discard/avro", "discards; Avro by the converter")
                        .into(Target.NOTHING)
                        .inQuickRuns()
                        .build(),
                named("discard/json", "discards; JSON with schemas by the converter")
                        .into(Target.NOTHING)
                        .of(Format.JSON)
                        .warmUp(JSON_WARM_UP)
                        .build(),
                named("discard/plain-json", "discards; JSON without schemas by the converter")
                        .into(Target.NOTHING)
                        .of(Format.PLAIN_JSON)
                        .inShort()
                        .build(),
                named("discard/avro-bytes", "discards; Avro as bytes")
                        .into(Target.NOTHING)
                        .decodedBy(Reader.SINK)
                        .inShort()
                        .build());
    }

    /** Our sink. */
    static List<SinkCase> ours() {
        return List.of(
                named("sink/avro", "base: hashes; Avro by the converter, 230 bytes")
                        .inQuickRuns()
                        .build(),
                named("sink/json", "JSON with schemas by the converter")
                        .of(Format.JSON)
                        .warmUp(JSON_WARM_UP)
                        .inQuickRuns()
                        .build(),
                named("sink/plain-json", "rows in JSON without schemas by the converter")
                        .of(Format.PLAIN_JSON)
                        .inShort()
                        .inQuickRuns()
                        .build(),
                named("sink/avro-own", "decodes Avro itself")
                        .decodedBy(Reader.SINK)
                        .inQuickRuns()
                        .build(),
                named("sink/json-own", "decodes JSON with schemas itself")
                        .decodedBy(Reader.SINK)
                        .of(Format.JSON)
                        .inShort()
                        .warmUp(JSON_WARM_UP)
                        .inQuickRuns()
                        .build(),
                named("sink/avro-own-string", "type=string; decodes itself")
                        .into(Target.JSON_STRING)
                        .decodedBy(Reader.SINK)
                        .inShort()
                        .inQuickRuns()
                        .build(),
                named("sink/avro-1kb", "1 KB rows").of(RowSize.KB1).inShort().build(),
                named("sink/avro-own-1kb", "1 KB rows; decodes itself")
                        .of(RowSize.KB1)
                        .decodedBy(Reader.SINK)
                        .inShort()
                        .build(),
                named("sink/avro-own-poll-5000", "max.poll.records=5000; decodes itself")
                        .maxPollRecords(5_000)
                        .decodedBy(Reader.SINK)
                        .inShort()
                        .build(),
                named("sink/avro-own-updates", "updates of hot rows; decodes itself")
                        .of(Activity.UPDATES)
                        .decodedBy(Reader.SINK)
                        .inShort()
                        .inQuickRuns()
                        .build(),
                named("sink/avro-2p-1t", "2 partitions, 1 task")
                        .partitionsAndTasks(2, 1)
                        .inShort()
                        .build(),
                named("sink/avro-2p-2t", "2 partitions, 2 tasks")
                        .partitionsAndTasks(2, 2)
                        .inQuickRuns()
                        .inShort()
                        .build(),
                named("sink/avro-own-2p-1t", "2 partitions, 1 task; decodes itself")
                        .partitionsAndTasks(2, 1)
                        .decodedBy(Reader.SINK)
                        .build(),
                named("sink/avro-own-2p-2t", "2 partitions, 2 tasks; decodes itself")
                        .partitionsAndTasks(2, 2)
                        .decodedBy(Reader.SINK)
                        .build(),
                named("sink/avro-own-delay", "0.5 ms to Redis and back; decodes itself")
                        .over(Link.DELAYED)
                        .decodedBy(Reader.SINK)
                        .inShort()
                        .inQuickRuns()
                        .build());
    }
}
