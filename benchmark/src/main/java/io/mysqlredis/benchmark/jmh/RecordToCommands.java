package io.mysqlredis.benchmark.jmh;

import io.mysqlredis.benchmark.rows.Change;
import io.mysqlredis.benchmark.rows.ChangeEvents;
import io.mysqlredis.benchmark.topic.Activity;
import io.mysqlredis.benchmark.topic.ConfluentConverters;
import io.mysqlredis.benchmark.topic.Encoder;
import io.mysqlredis.benchmark.topic.Format;
import io.mysqlredis.benchmark.topic.RowSize;
import io.mysqlredis.sink.avro.AvroDecoder;
import io.mysqlredis.sink.command.RecordPosition;
import io.mysqlredis.sink.command.RedisCommand;
import io.mysqlredis.sink.command.RedisRequest;
import io.mysqlredis.sink.command.Write;
import io.mysqlredis.sink.config.RedisSinkConfig;
import io.mysqlredis.sink.event.RecordDecoder;
import io.mysqlredis.sink.event.RecordParser;
import io.mysqlredis.sink.json.JsonDecoder;
import io.mysqlredis.sink.mapping.Mappings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What a record costs in the sink besides Kafka, Connect and Redis: a batch of inserts of 230 bytes, from records to
 * hashes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 2, jvmArgsAppend = "-Xmx512m")
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class RecordToCommands {

    private static final int BATCH = 500;
    private static final String TOPIC = "mysql.shop.orders";
    private static final long TIMESTAMP = 1_767_225_600_000L;

    /** What the sink gets. */
    @Param({"STRUCT", "AVRO", "JSON"})
    private Input input;

    /** In which form records come to the sink. */
    public enum Input {
        /** As a converter has made them. */
        STRUCT,
        /** As bytes, which it decodes itself. */
        AVRO,
        /** The same in JSON with schemas. */
        JSON
    }

    private final RecordParser parser = new RecordParser();
    private final List<SinkRecord> records = new ArrayList<>(BATCH);
    private final List<Write> writes = new ArrayList<>(BATCH);
    private RecordDecoder decoder;
    private Mappings mappings;

    /** Makes the records. */
    @Setup
    public void prepare() throws IOException {
        mappings = new RedisSinkConfig(Map.of("redis.uri", "redis://127.0.0.1")).mappings();
        try (ConfluentConverters avro = ConfluentConverters.inMemory(Path.of(""))) {
            decoder = switch (input) {
                case STRUCT -> RecordDecoder.CONVERTED;
                case AVRO -> new AvroDecoder(avro::schema);
                case JSON -> new JsonDecoder();
            };
            Function<Change, SinkRecord> encoder = encoder(avro);
            Activity.INSERTS
                    .workload(RowSize.B230)
                    .changes(BATCH)
                    .forEachRemaining(change -> records.add(encoder.apply(change)));
            // By the way the decoder learns of the schemas, while they can be asked for.
            for (int i = 0; i < BATCH; i++) {
                writes.add(write(records.get(i), i));
            }
        }
    }

    private Function<Change, SinkRecord> encoder(ConfluentConverters avro) {
        if (input == Input.STRUCT) {
            return change -> record(
                    ChangeEvents.KEY,
                    ChangeEvents.key(change),
                    ChangeEvents.ENVELOPE,
                    ChangeEvents.envelope(change),
                    change);
        }
        Encoder encoder = Encoder.of(input == Input.AVRO ? Format.AVRO : Format.JSON, TOPIC, avro);
        return change -> {
            ProducerRecord<byte[], byte[]> bytes = encoder.encode(change);
            return record(null, bytes.key(), null, bytes.value(), change);
        };
    }

    private static SinkRecord record(Schema keySchema, Object key, Schema valueSchema, Object value, Change change) {
        return new SinkRecord(
                TOPIC, 0, keySchema, key, valueSchema, value, change.number(), TIMESTAMP, TimestampType.CREATE_TIME);
    }

    /** Decoder, parser and mappings. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void commands(Blackhole results) {
        for (int i = 0; i < BATCH; i++) {
            results.consume(write(records.get(i), i));
        }
    }

    private Write write(SinkRecord record, int offset) {
        return mappings.apply(parser.parse(decoder.decode(record)), new RecordPosition(TOPIC, 0, offset));
    }

    /** From commands to the arguments of requests, as they go out. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void requests(Blackhole results) {
        for (Write write : writes) {
            for (RedisCommand command : write.commands()) {
                for (RedisRequest request : command.requests()) {
                    results.consume(request);
                }
            }
        }
    }
}
