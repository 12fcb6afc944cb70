package io.mysqlredis.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MySqlColumnTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "datetime, datetime(6), 2024-02-29 12:34:56.000100, 2024-02-29T12:34:56.0001",
                "datetime, datetime(3), 2024-02-29 12:34:50.000, 2024-02-29T12:34:50",
                "timestamp, timestamp, 2024-02-29 12:34:56, 2024-02-29T12:34:56Z",
                "time, time(3), -838:59:59.500, -838:59:59.5",
                "time, time, 10:00:00, 10:00:00",
                "bit, bit(1), 1, true",
                "bit, bit(1), 0, false",
                "bit, bit(12), 2730, 2730",
                "decimal, \"decimal(5,2)\", 1.50, 1.50",
                "float, float, 0.10000000149011612, 0.1",
                "double, double, 1e20, 1.0E20",
                "json, json, \"{\"\"a\"\": [1, 2]}\", \"{\"\"a\"\":[1,2]}\"",
                "json, json, \"{\"\"a \\\"\" :\"\": \"\" \"\"}\", \"{\"\"a \\\"\" :\"\":\"\" \"\"}\"",
                "point, point, SRID=4326;POINT(13.4 52.5), SRID=4326;POINT (13.4 52.5)",
                "multipoint, multipoint, \"SRID=0;MULTIPOINT((0 0),(1 2))\", \"MULTIPOINT ((0 0), (1 2))\"",
                "geometry, geometry, \"SRID=0;GEOMETRYCOLLECTION(POINT(1 2),LINESTRING(0 0,1 1))\","
                        + " \"GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (0 0, 1 1))\"",
                "geomcollection, geomcollection, SRID=0;GEOMETRYCOLLECTION EMPTY, GEOMETRYCOLLECTION EMPTY",
            })
    void whatTheDocumentationPromisesIsTheSame(String dataType, String columnType, String selected, String found) {
        assertThat(column(dataType, columnType).isRenderedBy(bytes(selected), bytes(found)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "datetime, datetime(6), 2024-02-29 12:34:56.000100, 2024-02-29T12:34:56",
                "datetime, datetime, 2024-02-29 12:34:56, 2024-02-29 12:34:56",
                "timestamp, timestamp, 2024-02-29 12:34:56, 2024-02-29T12:34:56",
                "bit, bit(1), 1, 1",
                "decimal, \"decimal(5,2)\", 1.50, 1.5",
                "int, int, 1, 01",
                "varchar, varchar(9), a, A",
                "varchar, varchar(9), \"\", \" \"",
                "float, float, 0.10000000149011612, 0.2",
                "double, double, 0.1, nonsense",
                "double, double, 1.5, 1.5d",
                "double, double, 1.5, \" 1.5\"",
                "double, double, 0, -0.0",
                "json, json, \"{\"\"a\"\": 1}\", \"{\"\"a\"\":1} garbage\"",
                "json, json, \"{\"\"a\"\": 1}\", \"{\"\"a\"\":2,\"\"a\"\":1}\"",
                "json, json, 12345678901234567.12, 12345678901234567.1",
                "json, json, \"{\"\"a\"\": 1}\", \"{\"\"a\"\":1.5}\"",
                "json, json, \"{}\", nonsense",
                "json, json, \"[1, 2]\", \"[1, 2]\"",
                "json, json, \"{\"\"a\"\": 1}\", \"{\"\"a\"\": 1}\"",
                "point, point, SRID=4326;POINT(13.4 52.5), POINT (13.4 52.5)",
                "point, point, SRID=4326;POINT(13.4 52.5), SRID=4326;POINT (52.5 13.4)",
            })
    void anythingElseIsADifference(String dataType, String columnType, String selected, String found) {
        assertThat(column(dataType, columnType).isRenderedBy(bytes(selected), bytes(found)))
                .isFalse();
    }

    @Test
    void bytesAreComparedAsBytes() {
        MySqlColumn blob = column("blob", "blob");

        assertThat(blob.isRenderedBy(new byte[] {0, -1}, new byte[] {0, -1})).isTrue();
        assertThat(blob.isRenderedBy(new byte[] {0, -1}, new byte[] {0, -2})).isFalse();
    }

    @Test
    void aKeyOfSeveralColumnsIsJoinedAndEscapedButForItsLastPart() {
        MySqlColumn a = new MySqlColumn("a", "varchar", "varchar(9)");
        MySqlColumn v = new MySqlColumn("v", "int", "int");
        MySqlColumn b = new MySqlColumn("b", "datetime", "datetime");
        MySqlTable table = new MySqlTable("shop", "t", List.of(a, v, b), List.of(a, b));

        assertThat(table.redisKey(List.of(bytes("x:\\y"), bytes("1"), bytes("2024-02-29 12:34:56"))))
                .isEqualTo("t:x\\:\\\\y:2024-02-29T12:34:56");
    }

    private static MySqlColumn column(String dataType, String columnType) {
        return new MySqlColumn("c", dataType, columnType);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
