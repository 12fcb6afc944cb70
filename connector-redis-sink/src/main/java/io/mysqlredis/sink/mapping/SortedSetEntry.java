package io.mysqlredis.sink.mapping;

import io.mysqlredis.sink.command.Bytes;
import io.mysqlredis.sink.command.RedisCommand;
import io.mysqlredis.sink.event.BadRecordException;
import io.mysqlredis.sink.rendering.ValueRendering;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;

/**
 * A member of a sorted set, whose score is a column: a number, or a moment as milliseconds since 1970-01-01T00:00Z.
 *
 * @param scoreMayBeRounded whether a score that a double cannot hold is rounded, instead of refused
 */
public record SortedSetEntry(Template memberTemplate, String scoreColumn, boolean scoreMayBeRounded)
        implements ScoredEntry {

    public SortedSetEntry {
        Objects.requireNonNull(memberTemplate, "memberTemplate");
        Objects.requireNonNull(scoreColumn, "scoreColumn");
    }

    @Override
    public Content bind(RowShape shape, String mapping, ValueRendering rendering) {
        BoundColumn column = shape.column(scoreColumn, mapping + ".score");
        return (place, key, image, committedAt) -> {
            Object value = column.value(key, image);
            if (value == null) {
                return Optional.empty();
            }
            Bytes score = Bytes.utf8(score(column, value, mapping).toPlainString());
            return Optional.of(
                    new RedisCommand.AddScored(place.key(), place.member().orElseThrow(), score));
        };
    }

    private BigDecimal score(BoundColumn column, Object value, String mapping) {
        BigDecimal millis = ColumnInstants.epochMillis(column.column(), value);
        BigDecimal exact = millis == null ? ColumnNumbers.exact(column.column(), value) : millis;
        if (exact == null) {
            throw new BadRecordException(
                    mapping + ".score names the column " + scoreColumn + ", which is neither a number nor a date");
        }
        double nearest = exact.doubleValue();
        if (Double.isInfinite(nearest)) {
            throw new BadRecordException("the score in column " + scoreColumn + " is larger than a score can be");
        }
        if (new BigDecimal(nearest).compareTo(exact) == 0) {
            return exact;
        }
        // What a reader gets: the shortest digits that lead to the same double.
        BigDecimal held = new BigDecimal(Double.toString(nearest));
        if (held.compareTo(exact) != 0 && !scoreMayBeRounded) {
            throw new BadRecordException("the score in column " + scoreColumn
                    + " has more digits than a score can hold, about 15; set " + mapping
                    + ".score.rounding=allow to have it rounded");
        }
        return held;
    }
}
