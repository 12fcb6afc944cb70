package io.mysqlredis.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.mysqlredis.sink.event.ColumnType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextRenderingTest {

    @ParameterizedTest
    @CsvSource({
        "0, 00:00:00",
        "1, 00:00:00.000001",
        "-1, -00:00:00.000001",
        "45296789000, 12:34:56.789",
        "86399999999, 23:59:59.999999",
        "3020399000000, 838:59:59",
        "-3020399000000, -838:59:59",
        "-3020398500000, -838:59:58.5",
    })
    void timeIsAsMySqlPrintsItWithItsSignAndAllItsHours(long micros, String expected) {
        assertThat(text(ColumnType.TIME_MICROS, micros)).isEqualTo(expected);
        assertThat(text(ColumnType.TIME_NANOS, micros * 1000)).isEqualTo(expected);
    }

    @Test
    void timeInMillisecondsIsTheSame() {
        assertThat(text(ColumnType.TIME_MILLIS, Integer.MAX_VALUE)).isEqualTo("596:31:23.647");
        assertThat(text(ColumnType.TIME_MILLIS, -1)).isEqualTo("-00:00:00.001");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1970-01-01T00:00:00",
        "-1, 1969-12-31T23:59:59.999999",
        "1709210096789012, 2024-02-29T12:34:56.789012",
        "1709210040000000, 2024-02-29T12:34:00",
        "-30610224000000000, 1000-01-01T00:00:00",
        "253402300799999999, 9999-12-31T23:59:59.999999",
    })
    void dateTimeHasItsSecondsAndOnlyTheFractionThatItNeeds(long micros, String expected) {
        assertThat(text(ColumnType.DATETIME_MICROS, micros)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-02-29T12:34:56Z, 2024-02-29T12:34:56Z",
        "2024-02-29T12:34:56.780Z, 2024-02-29T12:34:56.78Z",
        "2024-02-29T12:34:56.78Z, 2024-02-29T12:34:56.78Z",
        "2024-02-29T12:34:56.000Z, 2024-02-29T12:34:56Z",
        "2024-02-29T12:34:56.100200Z, 2024-02-29T12:34:56.1002Z",
        "2024-02-29T12:34:56.000100Z, 2024-02-29T12:34:56.0001Z",
        "2024-02-29T12:34:56.500+02:00, 2024-02-29T12:34:56.5+02:00",
        "2024-02-29T12:34:50+10:00, 2024-02-29T12:34:50+10:00",
    })
    void anInstantHasOnlyTheFractionThatItNeeds(String source, String expected) {
        assertThat(text(ColumnType.ZONED_TIMESTAMP, source)).isEqualTo(expected);
    }

    @Test
    void dateTimeIsTheSameInEveryUnit() {
        assertThat(text(ColumnType.DATETIME_MILLIS, 1_709_210_096_789L)).isEqualTo("2024-02-29T12:34:56.789");
        assertThat(text(ColumnType.DATETIME_NANOS, 1_709_210_096_789_000_000L)).isEqualTo("2024-02-29T12:34:56.789");
        assertThat(text(ColumnType.DATETIME_MILLIS, -1L)).isEqualTo("1969-12-31T23:59:59.999");
    }

    @ParameterizedTest
    @CsvSource({"0, 1970-01-01", "-1, 1969-12-31", "-354285, 1000-01-01", "2932896, 9999-12-31"})
    void dateIsIso(int days, String expected) {
        assertThat(text(ColumnType.DATE_DAYS, days)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 0000", "1901, 1901", "2155, 2155"})
    void yearHasFourDigits(int year, String expected) {
        assertThat(text(ColumnType.YEAR, year)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.00", "-0.10", "12345678901234567890.000", "0.000000000000000000000000000001", "100"})
    void decimalKeepsItsScaleAndNeverTurnsScientific(String decimal) {
        assertThat(text(ColumnType.DECIMAL, new BigDecimal(decimal))).isEqualTo(decimal);
    }

    @Test
    void bitsAreAnUnsignedNumberFromTheLeastSignificantByte() {
        assertThat(text(ColumnType.BITS, new byte[] {(byte) 0xAA, 0x0A})).isEqualTo("2730");
        assertThat(text(ColumnType.BITS, new byte[] {-1, -1, -1, -1, -1, -1, -1, -1}))
                .isEqualTo("18446744073709551615");
    }

    @Test
    void floatAndDoubleReadBackAsTheyWere() {
        assertThat(text(ColumnType.FLOAT, 1.1f)).isEqualTo("1.1");
        assertThat(text(ColumnType.DOUBLE, 0.1)).isEqualTo("0.1");
        assertThat(Double.parseDouble(text(ColumnType.DOUBLE, Double.MIN_VALUE)))
                .isEqualTo(Double.MIN_VALUE);
        assertThat(Double.parseDouble(text(ColumnType.DOUBLE, Double.MAX_VALUE)))
                .isEqualTo(Double.MAX_VALUE);
    }

    @Test
    void bytesStayBytesEvenWhereTheyAreNoText() {
        byte[] bytes = {0, -1, 127, -128};

        assertThat(TextRendering.render(ColumnType.BYTES, bytes)).isEqualTo(bytes);
    }

    @Test
    void textIsUtf8WithCharactersOfFourBytes() {
        assertThat(TextRendering.render(ColumnType.TEXT, "\ud83d\ude00"))
                .isEqualTo(new byte[] {(byte) 0xF0, (byte) 0x9F, (byte) 0x98, (byte) 0x80});
        assertThat(text(ColumnType.TEXT, "")).isEmpty();
    }

    private static String text(ColumnType type, Object value) {
        return new String(TextRendering.render(type, value), StandardCharsets.UTF_8);
    }
}
