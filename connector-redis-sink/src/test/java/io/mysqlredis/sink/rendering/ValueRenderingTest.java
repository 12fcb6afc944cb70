package io.mysqlredis.sink.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.mysqlredis.sink.event.BadRecordException;
import io.mysqlredis.sink.event.Column;
import io.mysqlredis.sink.event.ColumnType;
import io.mysqlredis.sink.event.Geometry;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ValueRenderingTest {

    private static final String LONE_HIGH = "\ud83d";
    private static final String LONE_LOW = "\ude00";

    /** Type, value, text, JSON. */
    static Stream<Arguments> values() {
        return Stream.of(
                arguments(ColumnType.BOOLEAN, true, "true", "true"),
                arguments(ColumnType.BOOLEAN, false, "false", "false"),
                arguments(ColumnType.INTEGER, Byte.MIN_VALUE, "-128", "-128"),
                arguments(ColumnType.INTEGER, Short.MAX_VALUE, "32767", "32767"),
                arguments(ColumnType.INTEGER, 0, "0", "0"),
                arguments(ColumnType.INTEGER, Long.MIN_VALUE, "-9223372036854775808", "-9223372036854775808"),
                arguments(ColumnType.UNSIGNED, 0L, "0", "0"),
                arguments(ColumnType.UNSIGNED, Long.MAX_VALUE, "9223372036854775807", "9223372036854775807"),
                arguments(ColumnType.UNSIGNED, Long.MIN_VALUE, "9223372036854775808", "9223372036854775808"),
                arguments(ColumnType.UNSIGNED, -1L, "18446744073709551615", "18446744073709551615"),
                arguments(ColumnType.FLOAT, 1.1f, "1.1", "1.1"),
                arguments(ColumnType.FLOAT, -0.0f, "0.0", "0.0"),
                arguments(ColumnType.DOUBLE, -0.0, "0.0", "0.0"),
                arguments(ColumnType.FLOAT, Float.MAX_VALUE, "3.4028235E38", "3.4028235E38"),
                arguments(ColumnType.DOUBLE, 0.1, "0.1", "0.1"),
                arguments(ColumnType.DOUBLE, 1e-7, "1.0E-7", "1.0E-7"),
                arguments(ColumnType.DOUBLE, Double.MIN_VALUE, "4.9E-324", "4.9E-324"),
                arguments(ColumnType.DOUBLE, -Double.MAX_VALUE, "-1.7976931348623157E308", "-1.7976931348623157E308"),
                decimal("0.00"),
                decimal("-0.10"),
                decimal("100"),
                decimal("12345678901234567890.000"),
                decimal("0.000000000000000000000000000001"),
                string(ColumnType.TEXT, "", ""),
                string(ColumnType.TEXT, "what?", "what?"),
                arguments(
                        ColumnType.TEXT,
                        "\u00e9\u4e2d\ud83d\ude00?",
                        "\u00e9\u4e2d\ud83d\ude00?",
                        "\"\u00e9\u4e2d\ud83d\ude00?\""),
                arguments(ColumnType.TEXT, "\"\\\n\0/", "\"\\\n\0/", "\"\\\"\\\\\\n\\u0000/\""),
                arguments(
                        ColumnType.JSON,
                        "{\"a\": [1.50, null], \"b c\": \" \\\" \u00e9\"}",
                        "{\"a\":[1.50,null],\"b c\":\" \\\" \u00e9\"}",
                        "{\"a\":[1.50,null],\"b c\":\" \\\" \u00e9\"}"),
                arguments(ColumnType.BITS, new byte[] {(byte) 0xAA, 0x0A}, "2730", "2730"),
                arguments(
                        ColumnType.BITS,
                        new byte[] {-1, -1, -1, -1, -1, -1, -1, -1},
                        "18446744073709551615",
                        "18446744073709551615"),
                arguments(ColumnType.BITS, new byte[] {0, 0}, "0", "0"),
                arguments(ColumnType.YEAR, 0, "0000", "0"),
                arguments(ColumnType.YEAR, 1901, "1901", "1901"),
                arguments(ColumnType.YEAR, 2155, "2155", "2155"),
                string(ColumnType.DATE_DAYS, 0, "1970-01-01"),
                string(ColumnType.DATE_DAYS, -1, "1969-12-31"),
                string(ColumnType.DATE_DAYS, -354_285, "1000-01-01"),
                string(ColumnType.DATE_DAYS, 2_932_896, "9999-12-31"),
                string(ColumnType.TIME_MILLIS, Integer.MAX_VALUE, "596:31:23.647"),
                string(ColumnType.TIME_MILLIS, -1, "-00:00:00.001"),
                string(ColumnType.TIME_MICROS, 0L, "00:00:00"),
                string(ColumnType.TIME_MICROS, 1L, "00:00:00.000001"),
                string(ColumnType.TIME_MICROS, 45_296_789_000L, "12:34:56.789"),
                string(ColumnType.TIME_MICROS, 86_399_999_999L, "23:59:59.999999"),
                string(ColumnType.TIME_MICROS, 3_020_399_000_000L, "838:59:59"),
                string(ColumnType.TIME_MICROS, -3_020_398_500_000L, "-838:59:58.5"),
                string(ColumnType.TIME_NANOS, -1_000L, "-00:00:00.000001"),
                string(ColumnType.TIME_NANOS, -3_020_399_000_000_000L, "-838:59:59"),
                string(ColumnType.DATETIME_MILLIS, 1_709_210_096_789L, "2024-02-29T12:34:56.789"),
                string(ColumnType.DATETIME_MILLIS, -1L, "1969-12-31T23:59:59.999"),
                string(ColumnType.DATETIME_MICROS, 0L, "1970-01-01T00:00:00"),
                string(ColumnType.DATETIME_MICROS, -1L, "1969-12-31T23:59:59.999999"),
                string(ColumnType.DATETIME_MICROS, 1_709_210_096_780_000L, "2024-02-29T12:34:56.78"),
                string(ColumnType.DATETIME_MICROS, 1_709_210_040_000_000L, "2024-02-29T12:34:00"),
                string(ColumnType.DATETIME_MICROS, -30_610_224_000_000_000L, "1000-01-01T00:00:00"),
                string(ColumnType.DATETIME_MICROS, 253_402_300_799_999_999L, "9999-12-31T23:59:59.999999"),
                string(ColumnType.DATETIME_NANOS, 1_709_210_096_789_000_000L, "2024-02-29T12:34:56.789"),
                string(ColumnType.ZONED_TIMESTAMP, "2024-02-29T12:34:56.780Z", "2024-02-29T12:34:56.78Z"),
                string(ColumnType.GEOMETRY, point(0), "POINT (1 2)"),
                string(ColumnType.GEOMETRY, point(4326), "SRID=4326;POINT (1 2)"),
                arguments(ColumnType.VECTOR, List.of(), "[]", "[]"),
                arguments(
                        ColumnType.VECTOR,
                        List.of(1.0f, -2.5f, 1e-7f, 0.1f),
                        "[1.0,-2.5,1.0E-7,0.1]",
                        "[1.0,-2.5,1.0E-7,0.1]"),
                arguments(ColumnType.VECTOR, List.of(0.1, 1e300), "[0.1,1.0E300]", "[0.1,1.0E300]"));
    }

    private static Arguments decimal(String digits) {
        return string(ColumnType.DECIMAL, new BigDecimal(digits), digits);
    }

    private static Arguments string(ColumnType type, Object value, String text) {
        return arguments(type, value, text, '"' + text + '"');
    }

    private static Geometry point(int srid) {
        return Shapes.geometry("01 01000000 000000000000f03f 0000000000000040", srid);
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueHasTheSameDigitsAndWordsInTextAndInJson(ColumnType type, Object value, String text, String json) {
        assertThat(text(ValueRendering.ISO, type, value)).isEqualTo(text);
        assertThat(json(ValueRendering.ISO, type, value)).isEqualTo(json);
    }

    @Test
    void noColumnTypeIsMissingInThisTable() {
        Set<ColumnType> types = values().map(row -> (ColumnType) row.get()[0]).collect(Collectors.toSet());
        types.add(ColumnType.BYTES);

        assertThat(types).isEqualTo(EnumSet.allOf(ColumnType.class));
    }

    @Test
    void bytesStayBytesInTextAndAreBase64InJson() {
        byte[] bytes = {0, -1, 127, -128};

        assertThat(ValueRendering.ISO.text(new Column("c", ColumnType.BYTES), bytes))
                .isEqualTo(bytes);
        assertThat(json(ValueRendering.ISO, ColumnType.BYTES, bytes)).isEqualTo("\"AP9/gA==\"");
        assertThat(json(ValueRendering.ISO, ColumnType.BYTES, new byte[0])).isEqualTo("\"\"");
    }

    @Test
    void manyBytesAreOneLineOfBase64() {
        byte[] bytes = new byte[1000];
        Arrays.fill(bytes, (byte) '?');

        assertThat(json(ValueRendering.ISO, ColumnType.BYTES, bytes))
                .isEqualTo('"' + java.util.Base64.getEncoder().encodeToString(bytes) + '"');
    }

    @ParameterizedTest
    @CsvSource({
        "2024-02-29T12:34:56Z, 2024-02-29T12:34:56Z, 1709210096000",
        "2024-02-29T12:34:56.780Z, 2024-02-29T12:34:56.78Z, 1709210096780",
        "2024-02-29T12:34:56.78Z, 2024-02-29T12:34:56.78Z, 1709210096780",
        "2024-02-29T12:34:56.000Z, 2024-02-29T12:34:56Z, 1709210096000",
        "2024-02-29T12:34:56.100200Z, 2024-02-29T12:34:56.1002Z, 1709210096100.2",
        "2024-02-29T12:34:56.000001Z, 2024-02-29T12:34:56.000001Z, 1709210096000.001",
        "2024-02-29T12:34:56.500+02:00, 2024-02-29T12:34:56.5+02:00, 1709202896500",
        "2024-02-29T12:34:50+10:00, 2024-02-29T12:34:50+10:00, 1709174090000",
        "1970-01-01T00:00:00Z, 1970-01-01T00:00:00Z, 0",
        "1970-01-01T00:00:01Z, 1970-01-01T00:00:01Z, 1000",
        "1969-12-31T23:59:59.999999Z, 1969-12-31T23:59:59.999999Z, -0.001",
        "2038-01-19T03:14:07.499999Z, 2038-01-19T03:14:07.499999Z, 2147483647499.999",
        "9999-12-31T23:59:59.999999Z, 9999-12-31T23:59:59.999999Z, 253402300799999.999",
    })
    void anInstantIsIsoOrExactMillisecondsSince1970(String source, String iso, String epoch) {
        ValueRendering epochs = new ValueRendering(InstantFormat.EPOCH);

        assertThat(text(ValueRendering.ISO, ColumnType.ZONED_TIMESTAMP, source)).isEqualTo(iso);
        assertThat(text(epochs, ColumnType.ZONED_TIMESTAMP, source)).isEqualTo(epoch);
        assertThat(json(epochs, ColumnType.ZONED_TIMESTAMP, source)).isEqualTo(epoch);
    }

    @Test
    void aDateTimeIsNoInstantAndStaysIso() {
        ValueRendering epochs = new ValueRendering(InstantFormat.EPOCH);

        assertThat(text(epochs, ColumnType.DATETIME_MILLIS, 0L)).isEqualTo("1970-01-01T00:00:00");
        assertThat(json(epochs, ColumnType.DATETIME_MILLIS, 0L)).isEqualTo("\"1970-01-01T00:00:00\"");
        assertThat(text(epochs, ColumnType.DATE_DAYS, 0)).isEqualTo("1970-01-01");
    }

    static Stream<Arguments> refusedValues() {
        return Stream.of(
                arguments(ColumnType.TEXT, "a" + LONE_HIGH, "surrogate pair"),
                arguments(ColumnType.TEXT, LONE_HIGH + "a", "surrogate pair"),
                arguments(ColumnType.TEXT, LONE_LOW + LONE_HIGH, "surrogate pair"),
                arguments(ColumnType.TEXT, LONE_HIGH + LONE_HIGH + LONE_LOW, "surrogate pair"),
                arguments(ColumnType.JSON, "\"" + LONE_HIGH + "\"", "surrogate pair"),
                arguments(ColumnType.JSON, "{\"secret\": ", "is no JSON"),
                arguments(ColumnType.FLOAT, Float.NaN, "not a number"),
                arguments(ColumnType.DOUBLE, Double.NEGATIVE_INFINITY, "infinite"),
                arguments(ColumnType.VECTOR, List.of(1f, Float.NaN), "not a number"),
                arguments(ColumnType.VECTOR, List.of("1"), "class"),
                arguments(ColumnType.GEOMETRY, new Geometry(new byte[] {1, 1}, 0), "well-known binary"),
                arguments(ColumnType.INTEGER, 1.5, "java.lang.Double"),
                arguments(ColumnType.INTEGER, "secret", "java.lang.String"),
                arguments(ColumnType.UNSIGNED, 1, "java.lang.Integer"),
                arguments(ColumnType.TEXT, 1, "java.lang.Integer"),
                arguments(ColumnType.BOOLEAN, "secret", "java.lang.String"),
                arguments(ColumnType.BYTES, "secret", "java.lang.String"),
                arguments(ColumnType.YEAR, 1L, "java.lang.Long"),
                arguments(ColumnType.DECIMAL, 1L, "java.lang.Long"),
                arguments(ColumnType.TIME_MICROS, Long.MAX_VALUE, "range"));
    }

    @ParameterizedTest
    @MethodSource("refusedValues")
    void aValueThatIsNoneOfItsTypeIsRefusedByColumnAndTypeAndNotShown(ColumnType type, Object value, String reason) {
        Column column = new Column("c_name", type);

        assertThatThrownBy(() -> ValueRendering.ISO.text(column, value))
                .isInstanceOf(BadRecordException.class)
                .hasMessageStartingWith("column c_name of type " + type + ": its value ")
                .hasMessageContaining(reason)
                .hasMessageNotContaining("secret")
                .hasNoCause();
        assertThatThrownBy(() -> json(ValueRendering.ISO, type, value))
                .isInstanceOf(BadRecordException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void anInstantThatIsNoneIsRefused() {
        ValueRendering epochs = new ValueRendering(InstantFormat.EPOCH);

        assertThatThrownBy(() -> text(epochs, ColumnType.ZONED_TIMESTAMP, "secret"))
                .isInstanceOf(BadRecordException.class)
                .hasMessage("column c of type ZONED_TIMESTAMP: its value is no instant in ISO 8601")
                .hasNoCause();
    }

    private static String text(ValueRendering rendering, ColumnType type, Object value) {
        return new String(rendering.text(new Column("c", type), value), StandardCharsets.UTF_8);
    }

    private static String json(ValueRendering rendering, ColumnType type, Object value) {
        return JsonValues.of(rendering, new Column("c", type), value);
    }
}
