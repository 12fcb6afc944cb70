package io.mysqlredis.sink.rendering;

import io.mysqlredis.sink.event.BadRecordException;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** How an instant is written, which only TIMESTAMP columns hold: a DATETIME has no zone, and always stays ISO 8601. */
public enum InstantFormat {
    /** {@code 2024-02-29T12:34:56.78Z}, with the fraction that it needs. */
    ISO {
        @Override
        String text(String iso) {
            return Times.withShortestFraction(iso);
        }
    },
    /** Milliseconds since 1970-01-01T00:00Z, {@code 1709210096780}; microseconds are a fraction, where there are some. */
    EPOCH {
        @Override
        String text(String iso) {
            try {
                OffsetDateTime instant = OffsetDateTime.parse(iso);
                return BigDecimal.valueOf(instant.toEpochSecond())
                        .movePointRight(3)
                        .add(BigDecimal.valueOf(instant.getNano(), 6))
                        .stripTrailingZeros()
                        .toPlainString();
            } catch (DateTimeParseException e) {
                // Not with the cause, whose message holds the value.
                throw new BadRecordException("is no instant in ISO 8601");
            }
        }
    };

    /** @param iso as the source prints it, with an offset */
    abstract String text(String iso);
}
