package io.mysqlredis.benchmark.redis;

import io.mysqlredis.benchmark.rows.Change;
import io.mysqlredis.benchmark.rows.ChangeEvents;
import io.mysqlredis.sink.command.RecordPosition;
import io.mysqlredis.sink.command.RedisCommand;
import io.mysqlredis.sink.command.RedisRequest;
import io.mysqlredis.sink.config.RedisSinkConfig;
import io.mysqlredis.sink.event.ChangeEvent;
import io.mysqlredis.sink.event.RecordParser;
import io.mysqlredis.sink.mapping.Mappings;
import io.mysqlredis.sink.watermark.Partition;
import io.mysqlredis.sink.watermark.Progress;
import io.mysqlredis.sink.watermark.Watermark;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * The bytes that the sink sends for batches of changes: its own mappings make the commands, in the transactions of its
 * writer.
 */
final class SinkBatches {

    static final String CONNECTOR = "redis-alone";
    static final Partition PARTITION = new Partition("mysql.shop.orders", 0);
    private static final String WATERMARK = "__connect:%s:%s:%d".formatted(CONNECTOR, PARTITION.topic(), 0);

    private final RecordParser parser = new RecordParser();
    private final Mappings mappings;
    private final String summary;
    private final Watermark.Advance watermark = new Watermark.Advance(Watermark.NONE);

    /** Those of a sink with these settings. */
    SinkBatches(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        // Which must be given, and is not asked for here.
        all.put("redis.uri", "redis://127.0.0.1");
        RedisSinkConfig config = new RedisSinkConfig(all);
        this.mappings = config.mappings();
        this.summary = config.mappingsSummary();
    }

    /** A batch on the wire, and how many replies it causes. */
    record Encoded(ByteBuffer bytes, int replies) {}

    /** What stands before the first batch: as after a look at the watermark. */
    static Encoded opening() {
        Resp resp = new Resp();
        resp.add("WATCH", WATERMARK);
        return new Encoded(ByteBuffer.wrap(resp.bytes()), 1);
    }

    /** The transaction of these changes, which come after those of the batch before. */
    Encoded encode(List<Change> changes) {
        Resp resp = new Resp();
        int replies = 0;
        resp.add("MULTI");
        for (Change change : changes) {
            for (RedisRequest request : requests(change)) {
                resp.add(request.name(), request.arguments());
                replies++;
            }
        }
        resp.add(move());
        resp.add("EXEC");
        resp.add("WATCH", WATERMARK);
        resp.add("HMGET", WATERMARK, "offset", "owner");
        // To MULTI, the watermark's move, EXEC, WATCH and HMGET too.
        return new Encoded(ByteBuffer.wrap(resp.bytes()), replies + 5);
    }

    private List<RedisRequest> requests(Change change) {
        SinkRecord record = record(change);
        RecordPosition position = new RecordPosition(PARTITION.topic(), PARTITION.number(), change.number());
        ChangeEvent event = parser.parse(record);
        watermark.take(new Progress(
                PARTITION, change.number(), record.timestamp(), event.committedAt(), event.sourcePosition()));
        List<RedisRequest> requests = new ArrayList<>();
        for (RedisCommand command : mappings.apply(event, position).commands()) {
            requests.addAll(command.requests());
        }
        return requests;
    }

    private static SinkRecord record(Change change) {
        Struct key = ChangeEvents.key(change);
        Struct value = ChangeEvents.envelope(change);
        return new SinkRecord(
                PARTITION.topic(),
                PARTITION.number(),
                key.schema(),
                key,
                value.schema(),
                value,
                change.number(),
                value.getInt64("ts_ms"),
                TimestampType.CREATE_TIME);
    }

    /** The fields and their order are those of the sink's watermarks. */
    private String[] move() {
        long now = System.currentTimeMillis();
        List<String> words = new ArrayList<>(List.of("HSET", WATERMARK));
        watermark.reached(now).fields().forEach((field, value) -> words.addAll(List.of(field, value)));
        words.addAll(List.of("mappings", summary, "checked_at", Long.toString(now)));
        return words.toArray(String[]::new);
    }
}
