package io.mysqlredis.sink.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mysqlredis.sink.event.BadRecordException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WellKnownTextTest {

    private static final String ONE = "000000000000f03f";
    private static final String TWO = "0000000000000040";

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "-0.1, -0.1",
        "1e-7, 0.0000001",
        "1.23456789012345e-7, 0.000000123456789012345",
        "1e-17, 0.00000000000000001",
        "123456789.123456789, 123456789.12345679",
        "179.99999999999997, 179.99999999999997",
        "100, 100",
        "-9007199254740991, -9007199254740991",
        "9007199254740992, 9007199254740992",
        "1e22, 10000000000000000000000",
        "0, 0",
    })
    void aCoordinateHasAllItsDigitsAndNeverTurnsScientific(double coordinate, String expected) {
        String text = WellKnownText.of(Shapes.point(coordinate, 0.5));

        assertThat(text).isEqualTo("POINT (" + expected + " 0.5)");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.MIN_VALUE, Double.MAX_VALUE, Math.PI, 1.0 / 3, -2e-3, 1e15 + 0.125})
    void aCoordinateReadsBackAsItWas(double coordinate) {
        String text = WellKnownText.of(Shapes.point(coordinate, 1));

        assertThat(text).doesNotContain("E");
        assertThat(Double.parseDouble(text.substring("POINT (".length(), text.lastIndexOf(' '))))
                .isEqualTo(coordinate);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "00 00000001 3ff0000000000000 4000000000000000 | POINT (1 2)",
                "01 02000000 02000000 " + ONE + TWO + TWO + ONE + "| LINESTRING (1 2, 2 1)",
                "01 02000000 01000000 " + ONE + TWO + "| LINESTRING (1 2)",
                "01 02000000 00000000 | LINESTRING EMPTY",
                "01 03000000 02000000 01000000 " + ONE + TWO + "01000000" + TWO + TWO + "| POLYGON ((1 2), (2 2))",
                "01 04000000 02000000 01 01000000 " + ONE + TWO + " 00 00000001 3ff0000000000000 4000000000000000"
                        + "| MULTIPOINT ((1 2), (1 2))",
                "01 05000000 01000000 01 02000000 01000000 " + ONE + TWO + "| MULTILINESTRING ((1 2))",
                "01 06000000 01000000 01 03000000 01000000 01000000 " + ONE + TWO + "| MULTIPOLYGON (((1 2)))",
                "01 07000000 00000000 | GEOMETRYCOLLECTION EMPTY",
                "01 07000000 02000000 01 01000000 " + ONE + TWO + " 01 07000000 00000000"
                        + "| GEOMETRYCOLLECTION (POINT (1 2), GEOMETRYCOLLECTION EMPTY)",
            })
    void everyShapeOfMySqlIsWrittenAsItIs(String wkb, String expected) {
        assertThat(WellKnownText.of(Shapes.geometry(wkb, 0))).isEqualTo(expected);
    }

    @Test
    void theReferenceSystemIsWrittenWhereThereIsOne() {
        assertThat(WellKnownText.of(Shapes.geometry("01 02000000 00000000", 4326)))
                .isEqualTo("SRID=4326;LINESTRING EMPTY");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "01",
                "02 01000000 " + ONE + TWO,
                "01 00000000 " + ONE + TWO,
                "01 08000000 " + ONE + TWO,
                // A POINT Z
                "01 e9030000 " + ONE + TWO + TWO,
                "01 01000000 " + ONE,
                "01 01000000 " + ONE + TWO + "00",
                // Not a number, infinite
                "01 01000000 000000000000f87f" + ONE,
                "01 01000000 000000000000f07f" + ONE,
                // More points than there are, and more than an int tells
                "01 02000000 ffffff7f " + ONE + TWO,
                "01 02000000 ffffffff " + ONE + TWO,
                // A line among points
                "01 04000000 01000000 01 02000000 00000000",
            })
    void whatIsNoShapeOfMySqlIsRefused(String wkb) {
        assertThatThrownBy(() -> WellKnownText.of(Shapes.geometry(wkb, 0)))
                .isInstanceOf(BadRecordException.class)
                .hasMessage("is no well-known binary of a shape that MySQL has");
    }

    @Test
    void collectionsAreNestedWithoutEndingTheStack() {
        String empty = "01 07000000 00000000";
        String nesting = "01 07000000 01000000";

        assertThat(WellKnownText.of(Shapes.geometry(nesting.repeat(500) + empty, 0)))
                .endsWith("(GEOMETRYCOLLECTION EMPTY" + ")".repeat(500));
        assertThatThrownBy(() -> WellKnownText.of(Shapes.geometry(nesting.repeat(100_000) + empty, 0)))
                .isInstanceOf(BadRecordException.class);
    }
}
