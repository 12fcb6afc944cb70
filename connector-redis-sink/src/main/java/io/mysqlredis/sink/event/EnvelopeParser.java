package io.mysqlredis.sink.event;

import org.apache.kafka.connect.sink.SinkRecord;

/** Sole owner of what Debezium's envelope means: makes the change of it. */
final class EnvelopeParser {

    private final KeyReader keys;

    EnvelopeParser(KeyReader keys) {
        this.keys = keys;
    }

    /** @param source that of the envelope */
    ChangeEvent parse(SinkRecord record, Envelope envelope, SourceBlock source, TableId table) {
        String operation = String.valueOf(envelope.operation());
        return switch (operation) {
            case "c" -> upsert(record, envelope, table, source.origin(Operation.INSERT), BeforeImage.none());
            case "r" -> upsert(record, envelope, table, source.origin(Operation.SNAPSHOT_READ), BeforeImage.none());
            case "u" -> upsert(record, envelope, table, source.origin(Operation.UPDATE), envelope.before());
            case "d" ->
                new ChangeEvent.Delete(table, keys.read(record), envelope.before(), source.origin(Operation.DELETE));
            case "t" -> new ChangeEvent.Truncate(table, envelope.columns(), source.origin(Operation.TRUNCATE));
            default -> throw new BadRecordException("its operation op=" + operation + " is unknown");
        };
    }

    private ChangeEvent upsert(SinkRecord record, Envelope envelope, TableId table, Origin origin, BeforeImage before) {
        Row after = envelope.after();
        if (after == null) {
            throw new BadRecordException("its after image is missing; MySQL needs binlog_row_image=FULL");
        }
        return new ChangeEvent.Upsert(table, keys.read(record), before, after, origin);
    }
}
