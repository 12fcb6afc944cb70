package io.mysqlredis.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.mysqlredis.sink.command.RecordPosition;
import io.mysqlredis.sink.command.Wire;
import io.mysqlredis.sink.event.BadRecordException;
import io.mysqlredis.sink.event.BeforeImage;
import io.mysqlredis.sink.event.ChangeEvent;
import io.mysqlredis.sink.event.Column;
import io.mysqlredis.sink.event.ColumnType;
import io.mysqlredis.sink.event.Operation;
import io.mysqlredis.sink.event.Origin;
import io.mysqlredis.sink.event.Row;
import io.mysqlredis.sink.event.Rows;
import io.mysqlredis.sink.event.TableId;
import io.mysqlredis.sink.mapping.DocumentEntry.Store;
import io.mysqlredis.sink.rendering.ValueRendering;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What each type of entry holds. */
class EntryTypesTest {

    private static final TableId TABLE = new TableId("shop", "t");
    private static final Row KEY = Rows.texts("id", "7");
    private static final Template ID = Template.parse("${id}");
    private static final long COMMITTED_AT = 1_700_000_000_000L;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "*;                false; {\"id\":\"7\",\"name\":\"Zo\u00eb \ud83d\ude80 \\\"x\\\"\",\"gone\":null}",
                "*;                true;  {\"id\":\"7\",\"name\":\"Zo\u00eb \ud83d\ude80 \\\"x\\\"\"}",
                "gone;             true;  {}",
                "gone;             false; {\"gone\":null}",
                "gone AS `a\"b`;   false; {\"a\\\"b\":null}",
            })
    void aDocumentIsTheRowAsJson(String columns, boolean nullsAreLeftOut, String document) {
        Row row = Rows.texts("id", "7", "name", "Zo\u00eb \ud83d\ude80 \"x\"", "gone", null);
        DocumentColumns selected = new DocumentColumns(ColumnSelection.parse(columns), nullsAreLeftOut);

        assertThat(requests(new DocumentEntry(Store.STRING, selected, Optional.empty()), row))
                .containsExactly("SET t:7 " + document);
        assertThat(requests(new DocumentEntry(Store.REDIS_JSON, selected, Optional.empty()), row))
                .containsExactly("DEL t:7", "JSON.SET t:7 $ " + document);
    }

    @Test
    void everyTypeOfItsOwnKeyExpires() {
        Optional<Lifetime> ttl = Optional.of(Lifetime.parse("1d"));
        Row row = Rows.texts("id", "7");
        String expire = "PEXPIREAT t:7 1700086400000";
        DocumentColumns all = new DocumentColumns(ColumnSelection.ALL, false);

        assertThat(requests(new HashEntry(ColumnSelection.ALL, false, ttl), row))
                .endsWith(expire);
        assertThat(requests(new DocumentEntry(Store.STRING, all, ttl), row)).endsWith(expire);
        assertThat(requests(new DocumentEntry(Store.REDIS_JSON, all, ttl), row)).endsWith(expire);
        assertThat(requests(new ValueEntry(ID, ttl), row)).endsWith(expire);
    }

    @Test
    void aValueOfNullIsNoKey() {
        ValueEntry email = new ValueEntry(Template.parse("${email}"), Optional.empty());

        assertThat(requests(email, Rows.texts("id", "7", "email", "a@b"))).containsExactly("SET t:7 a@b");
        assertThat(requests(email, Rows.texts("id", "7", "email", null))).containsExactly("DEL t:7");
    }

    static Stream<Arguments> scores() {
        return Stream.of(
                arguments(ColumnType.INTEGER, 5, "5"),
                arguments(ColumnType.INTEGER, -9007199254740992L, "-9007199254740992"),
                arguments(ColumnType.UNSIGNED, 9007199254740992L, "9007199254740992"),
                // More digits than the shortest that a double is told from others by, and yet the same number.
                arguments(ColumnType.INTEGER, 1L << 60, "1152921504606846976"),
                arguments(ColumnType.UNSIGNED, Long.MIN_VALUE, "9223372036854775808"),
                arguments(ColumnType.DECIMAL, new BigDecimal("12.340"), "12.34"),
                arguments(ColumnType.DECIMAL, new BigDecimal("0.000001"), "0.000001"),
                arguments(ColumnType.DOUBLE, 1.5e300, new BigDecimal("1.5e300").toPlainString()),
                arguments(ColumnType.FLOAT, 1.1f, "1.1"),
                arguments(ColumnType.BOOLEAN, true, "1"),
                arguments(ColumnType.YEAR, 2024, "2024"),
                arguments(ColumnType.BITS, new byte[] {0, 1}, "256"),
                arguments(ColumnType.DATE_DAYS, 1, "86400000"),
                arguments(ColumnType.DATETIME_MILLIS, 1_700_000_000_123L, "1700000000123"),
                arguments(ColumnType.DATETIME_MICROS, 1_700_000_000_123_456L, "1700000000123.456"),
                arguments(ColumnType.ZONED_TIMESTAMP, "2023-11-14T22:13:20.123456Z", "1700000000123.456"));
    }

    @ParameterizedTest
    @MethodSource("scores")
    void aScoreIsTheColumnsNumberOrMilliseconds(ColumnType type, Object value, String score) {
        assertThat(new BigDecimal(scored(type, value, false)[2])).isEqualByComparingTo(score);
    }

    static Stream<Arguments> inexactScores() {
        return Stream.of(
                arguments(ColumnType.INTEGER, 9007199254740993L, "9007199254740992"),
                arguments(ColumnType.UNSIGNED, -1L, "18446744073709552000"),
                arguments(ColumnType.DECIMAL, new BigDecimal("0.12345678901234567890"), "0.12345678901234568"),
                arguments(ColumnType.DATETIME_NANOS, 1_700_000_000_123_456_789L, "1700000000123.4568"));
    }

    @ParameterizedTest
    @MethodSource("inexactScores")
    void aScoreThatADoubleCannotHoldIsRefusedUnlessItMayBeRounded(ColumnType type, Object value, String rounded) {
        assertThatThrownBy(() -> scored(type, value, false))
                .isInstanceOf(BadRecordException.class)
                .hasMessageContaining("mappings.x.score.rounding=allow");
        assertThat(new BigDecimal(scored(type, value, true)[2])).isEqualByComparingTo(rounded);
    }

    @Test
    void aScoreThatIsNoNumberIsRefused() {
        assertThatThrownBy(() -> scored(ColumnType.TEXT, "12", true))
                .isInstanceOf(BadRecordException.class)
                .hasMessage("mappings.x.score names the column score, which is neither a number nor a date");
        assertThatThrownBy(() -> scored(ColumnType.DECIMAL, new BigDecimal("1e400"), true))
                .isInstanceOf(BadRecordException.class)
                .hasMessageContaining("larger than a score can be");
    }

    @Test
    void aScoreOfNullIsNoMember() {
        SortedSetEntry byScore = new SortedSetEntry(ID, "score", false);

        assertThat(requests(byScore, row("score", ColumnType.INTEGER, null))).containsExactly("ZREM t:7 7");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "13.404954, 52.520008, GEOADD t:7 13.404954 52.520008 7",
                "-180, -85.05112878, GEOADD t:7 -180 -85.05112878 7",
                "-, 1, ZREM t:7 7",
                "1, -, ZREM t:7 7",
            })
    void aPlaceIsItsDegrees(BigDecimal longitude, BigDecimal latitude, String request) {
        assertThat(requests(new GeoEntry(ID, "lon", "lat"), place(longitude, latitude)))
                .containsExactly(request);
    }

    @ParameterizedTest
    @CsvSource({"180.000001, 0, longitude", "-181, 0, longitude", "0, 85.05112879, latitude", "0, -90, latitude"})
    void aPlaceThatRedisWouldRefuseIsRefusedBefore(BigDecimal longitude, BigDecimal latitude, String setting) {
        assertThatThrownBy(() -> requests(new GeoEntry(ID, "lon", "lat"), place(longitude, latitude)))
                .isInstanceOf(BadRecordException.class)
                .hasMessageContaining("mappings.x." + setting + " finds a number beyond");
    }

    private static Row place(BigDecimal longitude, BigDecimal latitude) {
        return Rows.row(
                Rows.columns(
                        Rows.text("id"), new Column("lon", ColumnType.DECIMAL), new Column("lat", ColumnType.DECIMAL)),
                "7",
                longitude,
                latitude);
    }

    private static String[] scored(ColumnType type, Object value, boolean mayBeRounded) {
        List<String> requests = requests(new SortedSetEntry(ID, "score", mayBeRounded), row("score", type, value));
        assertThat(requests).hasSize(1);
        return requests.get(0).split(" ", -1);
    }

    private static Row row(String column, ColumnType type, Object value) {
        return Rows.row(Rows.columns(Rows.text("id"), new Column(column, type)), "7", value);
    }

    private static List<String> requests(EntryType type, Row row) {
        Mapping mapping = new Mapping(
                "mappings.x", TablePattern.parse("shop\\.t"), Template.parse("t:${id}"), type, Optional.empty(), false);
        ChangeEvent insert = new ChangeEvent.Upsert(
                TABLE,
                KEY,
                BeforeImage.none(),
                row,
                new Origin(Operation.INSERT, COMMITTED_AT, Optional.empty(), Map::of));
        return Wire.requests(new Mappings(List.of(mapping), TruncatePolicy.FAIL, ValueRendering.ISO)
                .apply(insert, new RecordPosition("t", 0, 0)));
    }
}
