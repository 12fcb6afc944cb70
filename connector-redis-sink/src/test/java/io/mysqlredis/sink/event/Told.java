package io.mysqlredis.sink.event;

import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that an event tells, as one text: two that tell the same are equal in it. */
public final class Told implements ChangeEvent.Handler<String> {

    private Told() {}

    public static String by(ChangeEvent event) {
        return event.dispatch(new Told());
    }

    /** The same where the event may be refused. */
    public static String by(RecordParser parser, org.apache.kafka.connect.sink.SinkRecord record) {
        try {
            return by(parser.parse(record));
        } catch (BadRecordException e) {
            return "refused: " + e.getMessage();
        }
    }

    @Override
    public String upsert(ChangeEvent.Upsert upsert) {
        return "upsert " + upsert.table() + row(upsert.key()) + before(upsert.before()) + row(upsert.after())
                + origin(upsert.origin());
    }

    @Override
    public String delete(ChangeEvent.Delete delete) {
        return "delete " + delete.table() + row(delete.key()) + before(delete.before()) + origin(delete.origin());
    }

    @Override
    public String tombstone(ChangeEvent.Tombstone tombstone) {
        return "tombstone " + tombstone.table() + row(tombstone.key())
                + tombstone.origin().map(Told::origin).orElse("");
    }

    @Override
    public String truncate(ChangeEvent.Truncate truncate) {
        return "truncate " + truncate.table() + columns(truncate.columns()) + origin(truncate.origin());
    }

    @Override
    public String nothing() {
        return "nothing";
    }

    private static String columns(Columns columns) {
        return columns.asList().stream()
                .map(column -> column.name() + ":" + column.type())
                .collect(toList())
                .toString();
    }

    private static String before(BeforeImage before) {
        return before.isKnown() + before.row().map(Told::row).orElse("none");
    }

    private static String row(Row row) {
        List<String> values = new ArrayList<>();
        for (Object value : row.values()) {
            values.add(value(value));
        }
        return columns(row.columns()) + values;
    }

    private static String value(Object value) {
        return value instanceof byte[] bytes
                ? "bytes " + HexFormat.of().formatHex(bytes)
                : value == null ? "NULL" : value.getClass().getSimpleName() + " " + value;
    }

    private static String origin(Origin origin) {
        Map<String, Object> source = origin.source().get();
        return " " + List.of(origin.operation(), origin.committedAt(), Optional.of(origin.position()), source);
    }
}
