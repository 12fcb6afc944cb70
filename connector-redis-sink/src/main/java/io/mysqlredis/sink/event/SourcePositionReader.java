package io.mysqlredis.sink.event;

import io.mysqlredis.sink.watermark.BinlogPlace;
import io.mysqlredis.sink.watermark.SourcePosition;
import java.util.Optional;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** Reads from Debezium's source block where a change stood in the binlog. */
final class SourcePositionReader {

    /** How an incremental snapshot marks the rows that it reads between streamed changes. */
    private static final String INCREMENTAL = "incremental";

    private Fields latest = new Fields(null, null, null, null, null, null, null, null, null);

    /** The fields of one schema, null where it has none of that name. */
    private record Fields(
            Schema schema,
            Field name,
            Field serverId,
            Field gtid,
            Field file,
            Field pos,
            Field row,
            Field committedAt,
            Field snapshot) {

        static Fields of(Schema schema) {
            return new Fields(
                    schema,
                    schema.field("name"),
                    schema.field("server_id"),
                    schema.field("gtid"),
                    schema.field("file"),
                    schema.field("pos"),
                    schema.field("row"),
                    schema.field("ts_ms"),
                    schema.field("snapshot"));
        }
    }

    /** Empty if the block, as that of another database, lacks a part of it. */
    // A converter hands out one instance per schema, and comparing schemas would cost more than reading.
    @SuppressWarnings("ReferenceEquality")
    Optional<SourcePosition> read(Struct source, Operation operation) {
        Schema schema = source.schema();
        if (latest.schema() != schema) {
            latest = Fields.of(schema);
        }
        if (value(source, latest.name()) instanceof String name
                && value(source, latest.serverId()) instanceof Long serverId
                && value(source, latest.file()) instanceof String file
                && value(source, latest.pos()) instanceof Long pos
                && value(source, latest.row()) instanceof Integer row
                && value(source, latest.committedAt()) instanceof Long committedAt
                && !INCREMENTAL.equals(value(source, latest.snapshot()))) {
            Optional<String> gtid =
                    value(source, latest.gtid()) instanceof String id ? Optional.of(id) : Optional.empty();
            BinlogPlace place = new BinlogPlace(file, pos, row, operation == Operation.DELETE);
            return Optional.of(new SourcePosition(name, serverId, gtid, place, committedAt));
        }
        return Optional.empty();
    }

    private static Object value(Struct source, Field field) {
        return field == null ? null : source.get(field);
    }
}
