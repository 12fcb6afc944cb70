package io.mysqlredis.sink;

import java.util.List;
import java.util.stream.LongStream;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Change events of one table, as Debezium writes them: each takes its row's counter to the number of the change. Where nothing
 * else is said each is a transaction of its own, of the same number.
 */
final class CounterRecords {

    static final String TOPIC = "mysql.shop.counters";

    private static final String SERVER = "3e11fa47-71ca-11e1-9e33-c80aa9429562";
    private static final long BEGINNING = 1_790_000_000_000L;

    private static final Schema KEY =
            SchemaBuilder.struct().field("id", Schema.INT64_SCHEMA).build();

    private static final Schema ROW = SchemaBuilder.struct()
            .optional()
            .field("id", Schema.INT64_SCHEMA)
            .field("counter", Schema.INT64_SCHEMA)
            .build();

    private static final Schema SOURCE = SchemaBuilder.struct()
            .field("name", Schema.STRING_SCHEMA)
            .field("db", Schema.STRING_SCHEMA)
            .field("table", Schema.STRING_SCHEMA)
            .field("ts_ms", Schema.INT64_SCHEMA)
            .field("snapshot", Schema.STRING_SCHEMA)
            .field("server_id", Schema.INT64_SCHEMA)
            .field("gtid", Schema.OPTIONAL_STRING_SCHEMA)
            .field("file", Schema.STRING_SCHEMA)
            .field("pos", Schema.INT64_SCHEMA)
            .field("row", Schema.INT32_SCHEMA)
            .build();

    private static final Schema ENVELOPE = SchemaBuilder.struct()
            .field("op", Schema.STRING_SCHEMA)
            .field("before", ROW)
            .field("after", ROW)
            .field("source", SOURCE)
            .build();

    private CounterRecords() {}

    /** The row, once this transaction wrote it. */
    static SinkRecord written(int partition, long id, long transaction) {
        return writtenIn(transaction, partition, id, transaction);
    }

    /** The row, once this change of this transaction wrote it. */
    static SinkRecord writtenIn(long transaction, int partition, long id, long change) {
        return writtenIn(transaction, change, partition, id, change);
    }

    /** The row, once this change of this transaction wrote it, in the event of the binlog that begins with another change. */
    static SinkRecord writtenIn(long transaction, long event, int partition, long id, long change) {
        return record(partition, id, "c", null, row(id, change), source(change, transaction, event));
    }

    /** The row, once each of these transactions wrote it. */
    static List<SinkRecord> written(int partition, long id, long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(transaction -> written(partition, id, transaction))
                .toList();
    }

    static SinkRecord deleted(int partition, long id, long transaction) {
        return deletedIn(transaction, partition, id, transaction);
    }

    static SinkRecord deletedIn(long transaction, int partition, long id, long change) {
        return deletedIn(transaction, change, partition, id, change);
    }

    static SinkRecord deletedIn(long transaction, long event, int partition, long id, long change) {
        return record(partition, id, "d", row(id, change), null, source(change, transaction, event));
    }

    /** A record that can never be applied. */
    static SinkRecord bad(int partition) {
        return record(partition, 0, "c", null, null, source(0, 0));
    }

    /** The row, as a snapshot read it after this transaction. */
    static SinkRecord read(int partition, long id, long transaction) {
        Struct source = source(transaction, transaction)
                .put("gtid", null)
                .put("server_id", 0L)
                .put("snapshot", "true");
        return record(partition, id, "r", null, row(id, transaction), source);
    }

    static SinkRecord truncated(long transaction) {
        return record(0, 0, "t", null, null, source(transaction, transaction));
    }

    /** When the source committed this change. */
    static long committedAt(long change) {
        return BEGINNING + change;
    }

    /** Which change the source committed then. */
    static long change(long committedAt) {
        return committedAt - BEGINNING;
    }

    private static Struct row(long id, long counter) {
        return new Struct(ROW).put("id", id).put("counter", counter);
    }

    private static Struct source(long change, long transaction) {
        return source(change, transaction, change);
    }

    private static Struct source(long change, long transaction, long event) {
        return new Struct(SOURCE)
                .put("name", "mysql")
                .put("db", "shop")
                .put("table", "counters")
                .put("ts_ms", committedAt(change))
                .put("snapshot", "false")
                .put("server_id", 1L)
                .put("gtid", SERVER + ":" + transaction)
                .put("file", "binlog.%06d".formatted(1 + transaction / 100))
                .put("pos", event * 1_000)
                .put("row", (int) (change - event));
    }

    /** What follows a delete in the topic. */
    static SinkRecord tombstone(int partition, long id) {
        return new SinkRecord(
                TOPIC,
                partition,
                KEY,
                new Struct(KEY).put("id", id),
                null,
                null,
                0,
                System.currentTimeMillis(),
                TimestampType.CREATE_TIME);
    }

    private static SinkRecord record(
            int partition, long id, String operation, Struct before, Struct after, Struct source) {
        Struct envelope = new Struct(ENVELOPE)
                .put("op", operation)
                .put("before", before)
                .put("after", after)
                .put("source", source);
        return new SinkRecord(
                TOPIC,
                partition,
                KEY,
                new Struct(KEY).put("id", id),
                ENVELOPE,
                envelope,
                0,
                System.currentTimeMillis(),
                TimestampType.CREATE_TIME);
    }
}
