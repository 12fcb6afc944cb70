package io.mysqlredis.sink.event;

/**
 * What a column's value means, and as which Java class {@link Row} holds it; NULL is always {@code null}.
 *
 * <p>The names are by unit and not by MySQL type, since one MySQL type arrives in several forms, as the source's handling
 * modes say.
 */
public enum ColumnType {
    /** {@link Boolean}. */
    BOOLEAN,
    /** {@link Byte}, {@link Short}, {@link Integer} or {@link Long}. */
    INTEGER,
    /** {@link Long}, whose 64 bits are an unsigned number: what is above 2^63 looks negative. */
    UNSIGNED,
    /** {@link Float}, finite. */
    FLOAT,
    /** {@link Double}, finite. */
    DOUBLE,
    /** {@link java.math.BigDecimal}, with the scale of the column. */
    DECIMAL,
    /** {@link String}: characters, and also what the source renders as text itself, like ISO times. */
    TEXT,
    /** {@link String}: a JSON document as the source prints it, with white space or without. */
    JSON,
    /** {@code byte[]}. */
    BYTES,
    /** {@code byte[]}, the bits of an unsigned number, least significant byte first. */
    BITS,
    /** {@link Integer}: the year, 0 for MySQL's year 0000. */
    YEAR,
    /** {@link Integer}: days since 1970-01-01. */
    DATE_DAYS,
    /** {@link Integer}: a signed duration in milliseconds. */
    TIME_MILLIS,
    /** {@link Long}: a signed duration of up to 838:59:59 in microseconds. */
    TIME_MICROS,
    /** {@link Long}: a signed duration of up to 838:59:59 in nanoseconds. */
    TIME_NANOS,
    /** {@link Long}: a date and time without a zone, in milliseconds since 1970-01-01T00:00. */
    DATETIME_MILLIS,
    /** {@link Long}: a date and time without a zone, in microseconds since 1970-01-01T00:00. */
    DATETIME_MICROS,
    /** {@link Long}: a date and time without a zone, in nanoseconds since 1970-01-01T00:00. */
    DATETIME_NANOS,
    /** {@link String}: an instant as ISO 8601 has it, with its offset from UTC. */
    ZONED_TIMESTAMP,
    /** {@link Geometry}. */
    GEOMETRY,
    /** {@link java.util.List} of {@link Float} or {@link Double}, finite. */
    VECTOR
}
