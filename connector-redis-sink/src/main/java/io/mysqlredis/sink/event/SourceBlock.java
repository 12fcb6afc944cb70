package io.mysqlredis.sink.event;

import io.mysqlredis.sink.watermark.BinlogPlace;
import io.mysqlredis.sink.watermark.Gtid;
import io.mysqlredis.sink.watermark.SourcePosition;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/** The block in which Debezium says from where a change comes. */
public final class SourceBlock {

    /** How an incremental snapshot marks the rows that it reads between streamed changes. */
    private static final String INCREMENTAL = "incremental";

    /** What is read of each change. */
    public enum Part {
        NAME("name"),
        SERVER_ID("server_id"),
        GTID("gtid"),
        FILE("file"),
        POS("pos"),
        ROW("row"),
        COMMITTED_AT("ts_ms"),
        SNAPSHOT("snapshot"),
        DATABASE("db"),
        TABLE("table");

        private final String field;

        Part(String field) {
            this.field = field;
        }

        /** What Debezium calls it. */
        public String field() {
            return field;
        }

        /** Where {@link SourceBlock} has it: from 0 on, without a gap. */
        // In memory only; an EnumMap for each record would cost more than all else that is done with it.
        @SuppressWarnings("EnumOrdinal")
        public int index() {
            return ordinal();
        }

        /** The one that Debezium calls so. */
        public static Optional<Part> of(String name) {
            return Arrays.stream(values())
                    .filter(part -> part.field.equals(name))
                    .findFirst();
        }
    }

    private final Object[] parts;
    private final Supplier<Struct> whole;

    /**
     * @param parts by {@link Part#index}, null where the block has none; taken over
     * @param whole the block with all that it has, for whoever asks
     */
    public SourceBlock(Object[] parts, Supplier<Struct> whole) {
        this.parts = Objects.requireNonNull(parts, "parts");
        this.whole = Objects.requireNonNull(whole, "whole");
    }

    private Object part(Part part) {
        return parts[part.index()];
    }

    /** @throws BadRecordException if the block names none */
    TableId table() {
        if (part(Part.DATABASE) instanceof String database && part(Part.TABLE) instanceof String table) {
            return new TableId(database, table);
        }
        throw new BadRecordException("its source block names no table");
    }

    /** @throws BadRecordException if the block does not tell when the change was committed */
    Origin origin(Operation operation) {
        if (part(Part.COMMITTED_AT) instanceof Long committedAt) {
            return new Origin(operation, committedAt, position(operation, committedAt), this::fields);
        }
        throw new BadRecordException("its source block has no ts_ms");
    }

    /** Empty if the block, as that of another database, lacks a part of it. */
    private Optional<SourcePosition> position(Operation operation, long committedAt) {
        if (part(Part.NAME) instanceof String name
                && part(Part.SERVER_ID) instanceof Long serverId
                && part(Part.FILE) instanceof String file
                && part(Part.POS) instanceof Long pos
                && part(Part.ROW) instanceof Integer row
                && !INCREMENTAL.equals(part(Part.SNAPSHOT))) {
            Optional<Gtid> gtid = part(Part.GTID) instanceof String id ? Optional.of(new Gtid(id)) : Optional.empty();
            BinlogPlace place = new BinlogPlace(file, pos, row, operation == Operation.DELETE);
            return Optional.of(new SourcePosition(name, serverId, gtid, place, committedAt));
        }
        return Optional.empty();
    }

    /** Every field that has a value, in the order of the block; integers as {@link Long}. */
    private Map<String, Object> fields() {
        Struct source = whole.get();
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Field field : source.schema().fields()) {
            Object value = source.getWithoutDefault(field.name());
            if (value != null) {
                fields.put(field.name(), value instanceof Integer number ? Long.valueOf(number) : value);
            }
        }
        return fields;
    }
}
