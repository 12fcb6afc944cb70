package io.mysqlredis.sink.property;

import io.mysqlredis.sink.command.RecordPosition;
import io.mysqlredis.sink.event.ChangeEvent;
import io.mysqlredis.sink.event.TableId;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One record of a topic, as the parser hands it on.
 *
 * @param recordKey what compaction goes by
 * @param effect what it does to the rows
 */
record LogRecord(
        RecordPosition position,
        RowId recordKey,
        ChangeEvent event,
        Consumer<Map<RowId, StoredRow>> effect,
        String description) {

    /** The one row of all tables that has this key. */
    record RowId(TableId table, List<String> key) {}

    /** Which records keep their order: those of one partition of one topic. */
    String partition() {
        return position.topic() + "-" + position.partition();
    }

    @Override
    public String toString() {
        return position + " " + description;
    }
}
