package io.mysqlredis.sink.filter;

import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import io.mysqlredis.sink.event.BadRecordException;
import io.mysqlredis.sink.event.Row;
import io.mysqlredis.sink.event.TableId;
import java.util.Map;

/**
 * Says whether a row belongs to a mapping: the same answer for the same row, whatever happened to it.
 *
 * <p>The expression is CEL over {@code row}, a map from each column's name to its value ({@link FilterValues}), and the texts
 * {@code table} and {@code database}. Names are exact, upper and lower case included; those that are no identifiers are
 * written {@code row['my col']}.
 *
 * <p>A NULL column is CEL's {@code null}, and not SQL's: {@code row.status != 'draft'} and {@code !(row.status == 'draft')}
 * are true where the status is NULL. But {@code null} has no order and no text: {@code row.total > 5} and
 * {@code row.name.startsWith('x')} are errors there, so {@code row.total != null && row.total > 5}. {@code has(row.x)} asks
 * whether there is such a column, be it NULL.
 *
 * <p>Numbers compare with numbers of any kind, but are added and multiplied only with their own: {@code row.total * 2.0}. To be
 * equal to something of another kind is false and no error: {@code row.id == '5'} is never true of a number.
 *
 * <p>Where one side of {@code ||} or {@code &&} decides, it does not matter that the other has no answer.
 */
public final class RowFilter {

    private static final CelLanguage LANGUAGE =
            new CelLanguage(Map.of("row", MapType.create(SimpleType.STRING, SimpleType.DYN)));

    private final CelCondition condition;

    private RowFilter(CelCondition condition) {
        this.condition = condition;
    }

    /**
     * Compiles a condition.
     *
     * @throws IllegalArgumentException if it is none; the message shows the places in it
     */
    public static RowFilter compile(String expression) {
        return new RowFilter(LANGUAGE.compile(expression));
    }

    /**
     * Whether the condition is true of a row.
     *
     * @throws BadRecordException if it has no answer for this row; the message shows the place in it
     */
    public boolean matches(TableId table, Row row) {
        RowMap map = new RowMap(row);
        return condition.holds(table, rowVariable -> map);
    }
}
