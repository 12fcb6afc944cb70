package io.mysqlredis.sink.mapping;

import io.mysqlredis.sink.command.RedisCommand;
import io.mysqlredis.sink.event.Row;
import io.mysqlredis.sink.rendering.ValueRendering;
import java.util.Optional;

/** What a mapping keeps in Redis for each row that it takes. */
public sealed interface EntryType extends MappingType permits HashEntry, DocumentEntry, ValueEntry, MemberEntry {

    /** What an entry is called inside its key; empty where each entry has a key to itself. */
    default Optional<Template> member() {
        return Optional.empty();
    }

    /** The columns that it holds, where those are chosen. */
    default Optional<ColumnSelection> selection() {
        return Optional.empty();
    }

    default RedisCommand remove(Place place) {
        return new RedisCommand.Delete(place.key());
    }

    Content bind(RowShape shape, String mapping, ValueRendering rendering);

    /** What to write for the rows of one shape. */
    interface Content {

        /**
         * The command that makes the entry what the row says; nothing if such a row has no entry.
         *
         * @param committedAt when the row was written, in milliseconds since 1970-01-01T00:00Z
         */
        Optional<RedisCommand> put(Place place, Row key, Row image, long committedAt);
    }
}
