package io.mysqlredis.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.mysqlredis.sink.event.BadRecordException;
import io.mysqlredis.sink.event.Column;
import io.mysqlredis.sink.event.ColumnType;
import io.mysqlredis.sink.event.Row;
import io.mysqlredis.sink.event.Rows;
import io.mysqlredis.sink.event.TableId;
import java.math.BigDecimal;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LifetimeTest {

    private static final long COMMITTED_AT = 1_700_000_000_000L;

    @ParameterizedTest
    @CsvSource({
        "1ms, 1",
        "90s, 90000",
        "15m, 900000",
        "12h, 43200000",
        "' 7d ', 604800000",
        "36500d, 3153600000000",
    })
    void aDurationCountsFromTheCommit(String text, long millis) {
        assertThat(expiry(text, ColumnType.TEXT, null)).hasValue(COMMITTED_AT + millis);
    }

    static Stream<Arguments> times() {
        return Stream.of(
                arguments(ColumnType.DATE_DAYS, 1, 86_400_000L),
                arguments(ColumnType.DATETIME_MILLIS, 1_700_000_000_123L, 1_700_000_000_123L),
                arguments(ColumnType.DATETIME_MICROS, 1_700_000_000_123_456L, 1_700_000_000_123L),
                arguments(ColumnType.DATETIME_MICROS, -1L, -1L),
                arguments(ColumnType.DATETIME_NANOS, 1_700_000_000_123_456_789L, 1_700_000_000_123L),
                arguments(ColumnType.ZONED_TIMESTAMP, "2023-11-14T22:13:20.123Z", 1_700_000_000_123L),
                arguments(ColumnType.ZONED_TIMESTAMP, "2023-11-15T00:13:20+02:00", 1_700_000_000_000L),
                arguments(ColumnType.INTEGER, 1_700_000_000L, 1_700_000_000_000L),
                arguments(ColumnType.UNSIGNED, 1_700_000_000L, 1_700_000_000_000L),
                arguments(ColumnType.DECIMAL, new BigDecimal("1700000000.5"), 1_700_000_000_500L));
    }

    @ParameterizedTest
    @MethodSource("times")
    void aColumnTellsTheTimeItself(ColumnType type, Object value, long expected) {
        assertThat(expiry("expires_at", type, value)).hasValue(expected);
    }

    @Test
    void nullIsForEver() {
        assertThat(expiry("expires_at", ColumnType.DATETIME_MILLIS, null)).isEmpty();
    }

    @Test
    void aColumnThatBeginsWithADigitStandsInBackticks() {
        assertThat(Lifetime.parse("`7d`")).isEqualTo(new Lifetime.UntilColumn("7d"));
    }

    @Test
    void aColumnThatIsNoTimeIsRefused() {
        assertThatThrownBy(() -> expiry("expires_at", ColumnType.TEXT, "tomorrow"))
                .isInstanceOf(BadRecordException.class)
                .hasMessage(
                        "mappings.x.ttl names the column expires_at, which is neither a date nor a number of seconds"
                                + " since 1970");
        assertThatThrownBy(() -> expiry("expires_at", ColumnType.UNSIGNED, -1L))
                .isInstanceOf(BadRecordException.class)
                .hasMessageContaining("out of range");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "7 days",
                "0d",
                "36501d",
                "99999999999999999999d",
                "",
                "7D",
                "${expires_at}",
                "-1d",
                "P7D",
                "a b"
            })
    void whatIsNeitherIsRefused(String text) {
        assertThatThrownBy(() -> Lifetime.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("must be ");
    }

    private static OptionalLong expiry(String text, ColumnType type, Object value) {
        Row row = Rows.row(Rows.columns(new Column("expires_at", type)), value);
        RowShape shape =
                new RowShape(new TableId("shop", "t"), Rows.texts("id", "1").columns(), row.columns());
        return Lifetime.parse(text).bind(shape, "mappings.x.ttl").of(Rows.texts("id", "1"), row, COMMITTED_AT);
    }
}
