package io.mysqlredis.endtoend;

import static io.mysqlredis.endtoend.TypeCase.bare;
import static io.mysqlredis.endtoend.TypeCase.quoted;

import java.util.List;

/** What becomes of JSON documents and of shapes. */
final class DocumentCases {

    private DocumentCases() {}

    static final List<TypeCase> JSON = List.of(
            json("'{}'", "{}"),
            json("'[]'", "[]"),
            json("'null'", "null"),
            json("'true'", "true"),
            json("'\"\"'", "\"\""),
            json("'\"text\"'", "\"text\""),
            json("'-1'", "-1"),
            json(
                    "'{\"a\": [1, 2.5, null, {\"b c\": [[]]}], \"ü\": \"🚀 中\"}'",
                    "{\"a\":[1,2.5,null,{\"b c\":[[]]}],\"ü\":\"🚀 中\"}"),
            json("' [ 1 ,\\n 2 ] '", "[1,2]"),
            json("'[\"  : , { \"]'", "[\"  : , { \"]"),
            json("'[\"\\\\\" \\\\\\\\ \\\\n \\\\u0000 \\\\u00e9 \\\\/\"]'", "[\"\\\" \\\\ \\n \\u0000 é /\"]"),
            json("'[18446744073709551615, -9223372036854775808]'", "[18446744073709551615,-9223372036854775808]"),
            json("'[0.1, -1.25]'", "[0.1,-1.25]"),
            json("'1.0'", "1.0"),
            // Large numbers have all their digits in what the source reads from the binlog; it is the same number.
            json("'1e22'", "1e22").butFromBinlog(json("", "10000000000000000000000")),
            json("'12345678901234567890123'", "1.2345678901234568e22")
                    .butFromBinlog(json("", "12345678901234567741440")),
            json("'1e-7'", "0.0000001")
                    .butFromBinlog(
                            json("", "0.0000000999999999999999954748111825886258685613938723690807819366455078125")),
            json("JSON_OBJECT('n', 1.50)", "{\"n\":1.50}"),
            json("JSON_OBJECT('d', DATE'2024-02-29')", "{\"d\":\"2024-02-29\"}"),
            // The source writes the types that SQL has and JSON has not in its own way when it reads them from the
            // binlog.
            json("JSON_OBJECT('t', TIME'12:34:56')", "{\"t\":\"12:34:56.000000\"}")
                    .butFromBinlog(json("", "{\"t\":\"12:34:56\"}")),
            json("JSON_OBJECT('t', TIMESTAMP'2024-02-29 12:34:56')", "{\"t\":\"2024-02-29 12:34:56.000000\"}")
                    .butFromBinlog(json("", "{\"t\":\"2024-02-29 12:34:56\"}")),
            json("JSON_OBJECT('b', X'00FF')", "{\"b\":\"base64:type15:AP8=\"}")
                    .butFromBinlog(json("", "{\"b\":\"AP8=\"}")),
            json("JSON_OBJECT('l', REPEAT('x', 70000))", "{\"l\":\"" + "x".repeat(70000) + "\"}"));

    static final List<TypeCase> SHAPES = List.of(
            shape("POINT", "POINT(1 2)", "POINT (1 2)"),
            shape("POINT", "POINT(-0.1 1e20)", "POINT (-0.1 100000000000000000000)"),
            quoted("POINT", "ST_GeomFromText('POINT(52.5 13.4)', 4326)", "SRID=4326;POINT (13.4 52.5)"),
            quoted("POINT SRID 4326", "ST_GeomFromText('POINT(-90 180)', 4326)", "SRID=4326;POINT (180 -90)"),
            quoted("POINT SRID 0", "POINT(3, 4)", "POINT (3 4)"),
            quoted("POINT", "ST_GeomFromText('POINT(1 2)', 3857)", "SRID=3857;POINT (1 2)"),
            shape("LINESTRING", "LINESTRING(0 0, 1 1.5, -2 3)", "LINESTRING (0 0, 1 1.5, -2 3)"),
            shape(
                    "POLYGON",
                    "POLYGON((0 0, 9 0, 9 9, 0 0), (2 1, 3 1, 3 2, 2 1))",
                    "POLYGON ((0 0, 9 0, 9 9, 0 0), (2 1, 3 1, 3 2, 2 1))"),
            quoted(
                    "POLYGON",
                    "ST_GeomFromText('POLYGON((0 10, 0 20, 5 20, 0 10))', 4326)",
                    "SRID=4326;POLYGON ((10 0, 20 0, 20 5, 10 0))"),
            shape("MULTIPOINT", "MULTIPOINT(0 0, 1 2)", "MULTIPOINT ((0 0), (1 2))"),
            shape(
                    "MULTILINESTRING",
                    "MULTILINESTRING((0 0, 1 1), (2 2, 3 3))",
                    "MULTILINESTRING ((0 0, 1 1), (2 2, 3 3))"),
            shape(
                    "MULTIPOLYGON",
                    "MULTIPOLYGON(((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))",
                    "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))"),
            shape(
                    "GEOMETRYCOLLECTION",
                    "GEOMETRYCOLLECTION(POINT(1 2), LINESTRING(0 0, 1 1))",
                    "GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (0 0, 1 1))"),
            shape("GEOMETRYCOLLECTION", "GEOMETRYCOLLECTION EMPTY", "GEOMETRYCOLLECTION EMPTY"),
            shape("GEOMETRY", "LINESTRING(0 0, 1 1)", "LINESTRING (0 0, 1 1)"),
            quoted("GEOMETRY", "ST_GeomFromText('MULTIPOINT(1 2)', 4326)", "SRID=4326;MULTIPOINT ((2 1))"));

    private static TypeCase json(String literal, String text) {
        return bare("JSON", literal, text);
    }

    private static TypeCase shape(String definition, String literal, String text) {
        return quoted(definition, "ST_GeomFromText('" + literal + "')", text);
    }
}
