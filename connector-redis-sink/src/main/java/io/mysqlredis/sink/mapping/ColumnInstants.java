package io.mysqlredis.sink.mapping;

import io.mysqlredis.sink.event.BadRecordException;
import io.mysqlredis.sink.event.Column;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Reads a column as a moment: a DATE or DATETIME, which have no zone, as one of UTC. */
final class ColumnInstants {

    private static final BigDecimal MILLIS_PER_DAY = BigDecimal.valueOf(86_400_000);

    private ColumnInstants() {}

    /** In milliseconds since 1970-01-01T00:00Z, exact; null if the column holds no moment. */
    static BigDecimal epochMillis(Column column, Object value) {
        return switch (column.type()) {
            case DATE_DAYS -> BigDecimal.valueOf((Integer) value).multiply(MILLIS_PER_DAY);
            case DATETIME_MILLIS -> BigDecimal.valueOf((Long) value);
            case DATETIME_MICROS -> BigDecimal.valueOf((Long) value, 3);
            case DATETIME_NANOS -> BigDecimal.valueOf((Long) value, 6);
            case ZONED_TIMESTAMP -> epochMillis((String) value);
            default -> null;
        };
    }

    /** When an entry expires: as above, or a number of whole seconds as MySQL's {@code UNIX_TIMESTAMP()} gives it. */
    static long expiryMillis(Column column, Object value, String usedBy) {
        BigDecimal millis = epochMillis(column, value);
        if (millis == null) {
            BigDecimal seconds = ColumnNumbers.exact(column, value);
            if (seconds == null) {
                throw new BadRecordException(usedBy + " names the column " + column.name()
                        + ", which is neither a date nor a number of seconds since 1970");
            }
            millis = seconds.movePointRight(3);
        }
        try {
            return millis.setScale(0, RoundingMode.FLOOR).longValueExact();
        } catch (ArithmeticException e) {
            throw new BadRecordException(
                    usedBy + " finds a time in the column " + column.name() + " that is out of range");
        }
    }

    private static BigDecimal epochMillis(String iso) {
        try {
            Instant instant = OffsetDateTime.parse(iso).toInstant();
            return BigDecimal.valueOf(instant.getEpochSecond())
                    .movePointRight(3)
                    .add(BigDecimal.valueOf(instant.getNano(), 6));
        } catch (DateTimeException e) {
            // Without its cause, which quotes the value.
            throw new BadRecordException("a column that should hold an instant holds something else");
        }
    }
}
