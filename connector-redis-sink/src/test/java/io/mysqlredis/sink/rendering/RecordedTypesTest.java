package io.mysqlredis.sink.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.mysqlredis.sink.RecordedRecords;
import io.mysqlredis.sink.command.Bytes;
import io.mysqlredis.sink.event.ChangeEvent;
import io.mysqlredis.sink.event.Column;
import io.mysqlredis.sink.event.RecordParser;
import io.mysqlredis.sink.event.Row;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One recorded row of every MySQL type, read under each of the source's handling modes, in text and in JSON. */
class RecordedTypesTest {

    /** What the SQL that made the row says, column by column. */
    private static final Map<String, Rendered> ROW = Map.ofEntries(
            Map.entry("id", digits("1")),
            Map.entry("c_bit1", digits("true")),
            Map.entry("c_bit12", digits("2730")),
            Map.entry("c_bit64", digits("9223372036854775809")),
            Map.entry("c_bool", digits("1")),
            Map.entry("c_tinyint1", digits("2")),
            Map.entry("c_tinyint", digits("-128")),
            Map.entry("c_tinyint_u", digits("255")),
            Map.entry("c_smallint", digits("-32768")),
            Map.entry("c_smallint_u", digits("65535")),
            Map.entry("c_mediumint", digits("-8388608")),
            Map.entry("c_mediumint_u", digits("16777215")),
            Map.entry("c_int", digits("-2147483")),
            Map.entry("c_int_u", digits("4294967295")),
            Map.entry("c_bigint", digits("-9223372036854775808")),
            // What bigint.unsigned.handling.mode=long leaves of 18446744073709551615, unless the type is propagated.
            Map.entry("c_bigint_u", digits("-1")),
            Map.entry("c_float", digits("1.1")),
            Map.entry("c_float53", digits("1.1")),
            Map.entry("c_float_md", digits("1234.5670166015625")),
            Map.entry("c_double", digits("3.141592653589793")),
            Map.entry("c_real", digits("2.5")),
            Map.entry("c_dec", string("12345678.9012")),
            Map.entry("c_dec65", string("12345678901234567890123456789012345.012345678901234567890123456789")),
            Map.entry("c_numeric", string("1234567890")),
            Map.entry("c_dec_u", string("99999999.99")),
            Map.entry("c_date", string("2024-02-29")),
            Map.entry("c_time", string("-838:59:59")),
            Map.entry("c_time3", string("12:34:56.789")),
            Map.entry("c_time6", string("12:34:56.789012")),
            Map.entry("c_datetime", string("2024-02-29T12:34:56")),
            Map.entry("c_datetime3", string("2024-02-29T12:34:56.789")),
            Map.entry("c_datetime6", string("2024-02-29T12:34:56.789012")),
            Map.entry("c_ts", string("2024-02-29T12:34:56Z")),
            Map.entry("c_ts3", string("2024-02-29T12:34:56.789Z")),
            Map.entry("c_ts6", string("2024-02-29T12:34:56.789012Z")),
            Map.entry("c_year", digits("2024")),
            Map.entry("c_char", string("char")),
            Map.entry("c_varchar", string("h\u00e9llo \ud83d\ude00")),
            Map.entry("c_latin1", string("cafu00e9\u00e9")),
            Map.entry("c_binary", bytes("0102030000000000")),
            Map.entry("c_varbinary", bytes("00ff7f")),
            Map.entry("c_tinytext", string("tt")),
            Map.entry("c_text", string("text")),
            Map.entry("c_mediumtext", string("mt")),
            Map.entry("c_longtext", string("lt")),
            Map.entry("c_tinyblob", bytes("01")),
            Map.entry("c_blob", bytes("0203")),
            Map.entry("c_mediumblob", bytes("04")),
            Map.entry("c_longblob", bytes("05")),
            Map.entry("c_enum", string("medium")),
            Map.entry("c_set", string("a,c")),
            Map.entry("c_json", digits("{\"a\":1,\"b\":[1.5,\"x\",null,true],\"d\":12345678901234567890}")),
            Map.entry("c_geometry", string("POINT (1 2)")),
            Map.entry("c_point", string("POINT (3 4)")),
            Map.entry("c_linestring", string("LINESTRING (0 0, 1 1)")),
            Map.entry("c_polygon", string("POLYGON ((0 0, 1 0, 1 1, 0 0))")),
            Map.entry("c_mpoint", string("MULTIPOINT ((0 0), (1 1))")),
            Map.entry("c_mls", string("MULTILINESTRING ((0 0, 1 1))")),
            Map.entry("c_mpoly", string("MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)))")),
            Map.entry("c_gc", string("GEOMETRYCOLLECTION (POINT (1 1))")),
            Map.entry("c_gen_v", digits("-2147482")),
            Map.entry("c_gen_s", digits("-4294966")),
            Map.entry("c_def", string("dflt")),
            Map.entry("c_int_def", digits("42")));

    /** What an UPDATE between two recordings changed. */
    private static final Map<String, Rendered> UPDATED = Map.of(
            "c_int", digits("5"),
            "c_gen_v", digits("6"),
            "c_gen_s", digits("10"),
            "c_json", digits("{\"a\":2,\"b\":[1.5,\"x\",null,true],\"d\":12345678901234567890}"));

    /** A TIME of more than a day, which only the default time.precision.mode and its like can hold. */
    private static final Map<String, Rendered> WITHOUT_LONG_TIME = Map.of("c_time", Rendered.NULL);

    private static final Map<String, Rendered> PROPAGATED_TYPE =
            Map.of("c_bigint_u", digits("18446744073709551615"), "c_float_md", digits("1234.567"));

    /** decimal.handling.mode=string, times connect, binaries base64, unsigned BIGINT precise. */
    private static final Map<String, Rendered> STRING_MODES = Map.of(
            // Nothing but the propagated type tells it from a DECIMAL.
            "id", string("1"),
            "c_bigint_u", string("18446744073709551615"),
            "c_time6", string("12:34:56.789"),
            "c_datetime6", string("2024-02-29T12:34:56.789"),
            "c_binary", string("AQIDAAAAAAA="),
            "c_varbinary", string("AP9/"),
            "c_tinyblob", string("AQ=="),
            "c_blob", string("AgM="),
            "c_mediumblob", string("BA=="),
            "c_longblob", string("BQ=="));

    /** decimal.handling.mode=double, times isostring, binaries hex. */
    private static final Map<String, Rendered> DOUBLE_MODES = Map.ofEntries(
            Map.entry("c_dec", digits("1.23456789012E7")),
            Map.entry("c_dec65", digits("1.234567890123457E34")),
            Map.entry("c_numeric", digits("1.23456789E9")),
            Map.entry("c_dec_u", digits("9.999999999E7")),
            Map.entry("c_date", string("2024-02-29Z")),
            Map.entry("c_time3", string("12:34:56.789Z")),
            Map.entry("c_time6", string("12:34:56.789012Z")),
            Map.entry("c_datetime", string("2024-02-29T12:34:56Z")),
            Map.entry("c_datetime3", string("2024-02-29T12:34:56.789Z")),
            Map.entry("c_datetime6", string("2024-02-29T12:34:56.789012Z")),
            Map.entry("c_binary", string("0102030000000000")),
            Map.entry("c_varbinary", string("00ff7f")),
            Map.entry("c_tinyblob", string("01")),
            Map.entry("c_blob", string("0203")),
            Map.entry("c_mediumblob", string("04")),
            Map.entry("c_longblob", string("05")));

    static Stream<Arguments> handlingModes() {
        return Stream.of(
                arguments("json-default.shop.shop.all_types", expected()),
                arguments("json-propagate-source-type.all_types", expected(PROPAGATED_TYPE)),
                arguments("json-m_amicro.all_types", expected(UPDATED)),
                arguments("json-m_nano.all_types", expected(UPDATED)),
                arguments("json-m_string.all_types", expected(UPDATED, WITHOUT_LONG_TIME, STRING_MODES)),
                arguments("json-m_double.all_types", expected(UPDATED, WITHOUT_LONG_TIME, DOUBLE_MODES)));
    }

    @ParameterizedTest
    @MethodSource("handlingModes")
    void everyColumnReadsAsMySqlHasIt(String file, Map<String, Rendered> expected) {
        Map<String, Rendered> row = rendered(RecordedRecords.of(file).get(0));

        // When the row was written, which no two recordings share.
        assertThat(row.remove("c_ts_def").text().toString()).matches("2026-11-21T..:..:..Z");
        assertThat(row).containsExactlyInAnyOrderEntriesOf(expected);
    }

    @Test
    void vectorsAreTheirNumbers() {
        assertThat(rendered(RecordedRecords.of("json-v_sid97.vec").get(0))).containsEntry("v", digits("[1.0,2.5,3.0]"));
        assertThat(rendered(RecordedRecords.of("json-v_sid97.vec").get(1))).containsEntry("v", digits("[9.0,8.0,7.0]"));
    }

    @SafeVarargs
    private static Map<String, Rendered> expected(Map<String, Rendered>... differences) {
        Map<String, Rendered> expected = new LinkedHashMap<>(ROW);
        for (Map<String, Rendered> difference : differences) {
            expected.putAll(difference);
        }
        return expected;
    }

    private static Map<String, Rendered> rendered(SinkRecord record) {
        Row row = ((ChangeEvent.Upsert) new RecordParser().parse(record)).after();
        Map<String, Rendered> rendered = new LinkedHashMap<>();
        for (int i = 0; i < row.columns().size(); i++) {
            Column column = row.columns().at(i);
            rendered.put(column.name(), Rendered.of(column, row.value(i)));
        }
        return rendered;
    }

    private static Rendered digits(String digits) {
        return new Rendered(Bytes.utf8(digits), digits);
    }

    private static Rendered string(String text) {
        return new Rendered(Bytes.utf8(text), '"' + text + '"');
    }

    private static Rendered bytes(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        return new Rendered(Bytes.of(bytes), '"' + Base64.getEncoder().encodeToString(bytes) + '"');
    }

    private record Rendered(Bytes text, String json) {

        static final Rendered NULL = new Rendered(Bytes.utf8(""), "null");

        static Rendered of(Column column, Object value) {
            return value == null
                    ? NULL
                    : new Rendered(
                            Bytes.of(ValueRendering.ISO.text(column, value)),
                            JsonValues.of(ValueRendering.ISO, column, value));
        }
    }
}
