package io.mysqlredis.sink.mapping;

import io.mysqlredis.sink.command.Bytes;
import io.mysqlredis.sink.command.RedisCommand;
import io.mysqlredis.sink.event.BadRecordException;
import io.mysqlredis.sink.rendering.ValueRendering;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;

/** A place on earth in a geo set, from two columns that hold degrees. */
public record GeoEntry(Template memberTemplate, String longitudeColumn, String latitudeColumn) implements ScoredEntry {

    /** The limits of {@code GEOADD}. */
    private static final BigDecimal MAX_LONGITUDE = BigDecimal.valueOf(180);

    private static final BigDecimal MAX_LATITUDE = new BigDecimal("85.05112878");

    public GeoEntry {
        Objects.requireNonNull(memberTemplate, "memberTemplate");
        Objects.requireNonNull(longitudeColumn, "longitudeColumn");
        Objects.requireNonNull(latitudeColumn, "latitudeColumn");
    }

    @Override
    public Content bind(RowShape shape, String mapping, ValueRendering rendering) {
        BoundColumn longitude = shape.column(longitudeColumn, mapping + ".longitude");
        BoundColumn latitude = shape.column(latitudeColumn, mapping + ".latitude");
        return (place, key, image, committedAt) -> {
            Object x = longitude.value(key, image);
            Object y = latitude.value(key, image);
            if (x == null || y == null) {
                return Optional.empty();
            }
            return Optional.of(new RedisCommand.AddPlace(
                    place.key(),
                    place.member().orElseThrow(),
                    degrees(longitude, x, MAX_LONGITUDE, mapping + ".longitude"),
                    degrees(latitude, y, MAX_LATITUDE, mapping + ".latitude")));
        };
    }

    private static Bytes degrees(BoundColumn column, Object value, BigDecimal limit, String usedBy) {
        BigDecimal degrees = ColumnNumbers.exact(column.column(), value);
        if (degrees == null) {
            throw new BadRecordException(
                    usedBy + " names the column " + column.column().name() + ", which is no number");
        }
        if (degrees.abs().compareTo(limit) > 0) {
            throw new BadRecordException(usedBy + " finds a number beyond ±" + limit.toPlainString() + " in the column "
                    + column.column().name() + ", which Redis would refuse");
        }
        return Bytes.utf8(degrees.toPlainString());
    }
}
