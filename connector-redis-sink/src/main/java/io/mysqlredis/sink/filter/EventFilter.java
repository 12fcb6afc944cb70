package io.mysqlredis.sink.filter;

import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import io.mysqlredis.sink.event.BadRecordException;
import io.mysqlredis.sink.event.Operation;
import io.mysqlredis.sink.event.Row;
import io.mysqlredis.sink.event.TableId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Says whether a change belongs into a change stream.
 *
 * <p>The expression is CEL as in {@link RowFilter}, over {@code op} (see {@link Operation#word}), {@code before} and
 * {@code after}, each a row or {@code null} where there is none or none is known, {@code source}, a map of what is known of the
 * change's place in the binlog, {@code table} and {@code database}. So {@code op == 'update' && before.status != after.status}.
 */
public final class EventFilter {

    // Rows are dyn here, since a map may not be compared with null.
    private static final CelLanguage LANGUAGE = new CelLanguage(Map.of(
            "op", SimpleType.STRING,
            "before", SimpleType.DYN,
            "after", SimpleType.DYN,
            "source", MapType.create(SimpleType.STRING, SimpleType.DYN)));

    private final CelCondition condition;

    private EventFilter(CelCondition condition) {
        this.condition = condition;
    }

    /**
     * Compiles a condition.
     *
     * @throws IllegalArgumentException if it is none; the message shows the places in it
     */
    public static EventFilter compile(String expression) {
        return new EventFilter(LANGUAGE.compile(expression));
    }

    /**
     * Whether the condition is true of a change.
     *
     * @throws BadRecordException if it has no answer for this change; the message shows the place in it
     */
    public boolean matches(
            TableId table,
            Operation op,
            Optional<Row> before,
            Optional<Row> after,
            Supplier<Map<String, Object>> source) {
        Object beforeValue = rowOrNull(before);
        Object afterValue = rowOrNull(after);
        return condition.holds(table, name -> switch (name) {
            case "op" -> op.word();
            case "before" -> beforeValue;
            case "after" -> afterValue;
            case "source" -> source.get();
            default -> throw new IllegalArgumentException(name);
        });
    }

    private static Object rowOrNull(Optional<Row> row) {
        return row.<Object>map(RowMap::new).orElse(NullValue.NULL_VALUE);
    }
}
