package io.mysqlredis.benchmark.rows;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** Changes of {@code shop.orders} as Debezium 3.6 tells them, with a {@code topic.prefix} of {@code mysql}, without headers. */
public final class ChangeEvents {

    public static final Schema KEY = SchemaBuilder.struct()
            .name("mysql.shop.orders.Key")
            .field("id", Schema.INT64_SCHEMA)
            .build();

    private static final Schema ROW = SchemaBuilder.struct()
            .name("mysql.shop.orders.Value")
            .optional()
            .field("id", Schema.INT64_SCHEMA)
            .field("customer_id", Schema.INT64_SCHEMA)
            .field("status", Schema.STRING_SCHEMA)
            .field("amount", Schema.STRING_SCHEMA)
            .field("note", Schema.STRING_SCHEMA)
            .field(
                    "updated_at",
                    SchemaBuilder.int64()
                            .name("io.debezium.time.Timestamp")
                            .version(1)
                            .build())
            .build();

    public static final Schema ENVELOPE = SchemaBuilder.struct()
            .name("mysql.shop.orders.Envelope")
            .version(2)
            .field("before", ROW)
            .field("after", ROW)
            .field("source", SourceSchema.SOURCE)
            .field("transaction", SourceSchema.TRANSACTION)
            .field("op", Schema.STRING_SCHEMA)
            .field("ts_ms", Schema.OPTIONAL_INT64_SCHEMA)
            .field("ts_us", Schema.OPTIONAL_INT64_SCHEMA)
            .field("ts_ns", Schema.OPTIONAL_INT64_SCHEMA)
            .build();

    private static final long SERVER_ID = 184_054;
    private static final long THREAD = 17;
    /** Until the source has read what was committed. */
    private static final long READ_AFTER_MICROS = 2_345;

    private ChangeEvents() {}

    public static Struct key(Change change) {
        return new Struct(KEY).put("id", change.after().id());
    }

    /** What {@code ExtractNewRecordState} leaves of the event. */
    public static Struct row(Change change) {
        return struct(change.after());
    }

    public static Struct envelope(Change change) {
        BinlogPosition position = BinlogPosition.of(change.number());
        long readAt = position.committedAtMicros() + READ_AFTER_MICROS;
        return new Struct(ENVELOPE)
                .put("before", change.before().map(ChangeEvents::struct).orElse(null))
                .put("after", struct(change.after()))
                .put("source", source(position))
                .put("op", change.before().isPresent() ? "u" : "c")
                .put("ts_ms", readAt / 1_000)
                .put("ts_us", readAt)
                .put("ts_ns", readAt * 1_000 + change.number() % 1_000);
    }

    private static Struct source(BinlogPosition position) {
        long micros = position.committedAtMicros();
        return new Struct(SourceSchema.SOURCE)
                .put("version", "3.6.1.Final")
                .put("connector", "mysql")
                .put("name", "mysql")
                .put("ts_ms", micros / 1_000)
                .put("snapshot", "false")
                .put("db", "shop")
                .put("ts_us", micros)
                .put("ts_ns", micros * 1_000)
                .put("table", "orders")
                .put("server_id", SERVER_ID)
                .put("gtid", position.gtid())
                .put("file", position.file())
                .put("pos", position.position())
                .put("row", position.row())
                .put("thread", THREAD);
    }

    private static Struct struct(Order order) {
        return new Struct(ROW)
                .put("id", order.id())
                .put("customer_id", order.customerId())
                .put("status", order.status())
                .put("amount", order.amount())
                .put("note", order.note())
                .put("updated_at", order.updatedAt());
    }
}
