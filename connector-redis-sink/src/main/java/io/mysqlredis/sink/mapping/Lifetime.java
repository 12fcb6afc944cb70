package io.mysqlredis.sink.mapping;

import io.mysqlredis.sink.event.Row;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long an entry stays after its row was written, or the column that says until when. */
public sealed interface Lifetime {

    /** The form that {@link #parse} takes. */
    String FORM = "a number with its unit (ms, s, m, h or d) such as 7d, or the column that holds the time of expiry";

    Pattern DURATION = Pattern.compile("(\\d+)(ms|s|m|h|d)");

    /** Or anything in backticks; what looks like a duration of another form is not taken for a column. */
    Pattern COLUMN = Pattern.compile("`.+`|(?!P\\d)[\\p{L}_$][\\p{L}\\p{N}_$]*");

    Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    Expiry bind(RowShape shape, String usedBy);

    static Expiry bind(Optional<Lifetime> ttl, RowShape shape, String mapping) {
        return ttl.map(lifetime -> lifetime.bind(shape, mapping + ".ttl")).orElse(Expiry.NEVER);
    }

    /** From the time of its last write. */
    record After(Duration duration) implements Lifetime {

        public After {
            Objects.requireNonNull(duration, "duration");
        }

        @Override
        public Expiry bind(RowShape shape, String usedBy) {
            long millis = duration.toMillis();
            return (key, image, committedAt) -> OptionalLong.of(committedAt + millis);
        }
    }

    /** Until the time in a column; for ever where it is NULL. */
    record UntilColumn(String name) implements Lifetime {

        public UntilColumn {
            Objects.requireNonNull(name, "name");
        }

        @Override
        public Expiry bind(RowShape shape, String usedBy) {
            BoundColumn column = shape.column(name, usedBy);
            return (key, image, committedAt) -> {
                Object value = column.value(key, image);
                return value == null
                        ? OptionalLong.empty()
                        : OptionalLong.of(ColumnInstants.expiryMillis(column.column(), value, usedBy));
            };
        }
    }

    /**
     * Reads a text of the {@link #FORM}; a column whose name is not made of letters, digits, _ and $, or begins with a
     * digit, stands in backticks.
     *
     * @throws IllegalArgumentException if it is none, with what is wrong in it
     */
    static Lifetime parse(String text) {
        String stripped = text.strip();
        Matcher duration = DURATION.matcher(stripped);
        if (duration.matches()) {
            return new After(duration(duration));
        }
        if (!stripped.startsWith("${") && !COLUMN.matcher(stripped).matches()) {
            throw new IllegalArgumentException("must be " + FORM);
        }
        return new UntilColumn(ColumnName.parse(stripped));
    }

    private static Duration duration(Matcher matcher) {
        try {
            Duration duration = UNITS.get(matcher.group(2)).multipliedBy(Long.parseLong(matcher.group(1)));
            if (duration.isZero() || duration.toDays() > 36_500) {
                throw new IllegalArgumentException("must be more than nothing, and at most 36500d");
            }
            return duration;
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("must be at most 36500d", e);
        }
    }

    /** When the entry of a row goes by itself. */
    interface Expiry {

        /** Entries that stay. */
        Expiry NEVER = (key, image, committedAt) -> OptionalLong.empty();

        /**
         * In milliseconds since 1970-01-01T00:00Z.
         *
         * @param committedAt when the row was written, in the same unit
         */
        OptionalLong of(Row key, Row image, long committedAt);
    }
}
