package io.mysqlredis.sink.mapping;

import io.mysqlredis.sink.command.RecordPosition;
import io.mysqlredis.sink.event.Origin;
import io.mysqlredis.sink.event.Row;
import java.util.Optional;

/** A change with all that a log's entry tells of it. */
record LoggedChange(Origin origin, RecordPosition position, Row key, Optional<Row> before, Optional<Row> after) {

    /** The image that tells where the entry goes. */
    Row image() {
        return after.or(() -> before).orElse(key);
    }
}
