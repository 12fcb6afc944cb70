package io.mysqlredis.sink.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.mysqlredis.sink.event.Column;
import io.mysqlredis.sink.event.ColumnType;
import io.mysqlredis.sink.event.Rows;
import io.mysqlredis.sink.event.TableId;
import java.math.BigDecimal;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FilterValuesTest {

    private static final TableId TABLE = new TableId("shop", "all_types");

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(ColumnType.BOOLEAN, true, "x == true && type(x) == bool"),
                Arguments.of(ColumnType.INTEGER, (byte) -1, "x == -1 && type(x) == int"),
                Arguments.of(ColumnType.INTEGER, (short) 5, "x == 5u && x == 5.0 && x < 5.5 && x > 4u"),
                Arguments.of(ColumnType.INTEGER, 5, "x % 2 == 1"),
                Arguments.of(ColumnType.INTEGER, Long.MIN_VALUE, "x == -9223372036854775808"),
                Arguments.of(ColumnType.YEAR, 2024, "x >= 2000 && type(x) == int"),
                Arguments.of(ColumnType.FLOAT, 1.1f, "x == 1.1 && type(x) == double"),
                Arguments.of(ColumnType.DOUBLE, 5.0, "x == 5 && x == 5u && x > 4 && x in [1, 5]"),
                Arguments.of(ColumnType.DOUBLE, 0.1, "x == 0.1"),
                Arguments.of(ColumnType.BITS, new byte[] {(byte) 0xAA, 0x0A}, "x == 2730 && type(x) == int"),
                Arguments.of(ColumnType.BITS, new byte[] {1}, "x == 1"),
                Arguments.of(ColumnType.BITS, new byte[0], "x == 0"),
                Arguments.of(
                        ColumnType.BITS,
                        new byte[] {-1, -1, -1, -1, -1, -1, -1, -1},
                        "x == 18446744073709551615u && x > 5 && type(x) == uint"),
                Arguments.of(ColumnType.BYTES, new byte[] {0, -1}, "x == b'\\000\\377' && size(x) == 2"),
                Arguments.of(ColumnType.TEXT, "\ud83d\ude00", "x == '\ud83d\ude00' && size(x) == 1"),
                Arguments.of(ColumnType.TEXT, "", "x == '' && x != null"),
                Arguments.of(ColumnType.DATE_DAYS, 19_782, "x == '2024-02-29' && x >= '2024'"),
                Arguments.of(ColumnType.TIME_MILLIS, -1, "x == '-00:00:00.001'"),
                Arguments.of(ColumnType.TIME_MICROS, 3_020_399_000_000L, "x == '838:59:59'"),
                Arguments.of(ColumnType.TIME_NANOS, 1_000_000_000L, "x == '00:00:01'"),
                Arguments.of(ColumnType.DATETIME_MILLIS, 0L, "x == '1970-01-01T00:00:00'"),
                Arguments.of(ColumnType.DATETIME_MICROS, 500_000L, "x == '1970-01-01T00:00:00.5'"),
                Arguments.of(ColumnType.DATETIME_NANOS, 1L, "x == '1970-01-01T00:00:00.000000001'"),
                Arguments.of(
                        ColumnType.ZONED_TIMESTAMP,
                        "2024-02-29T12:34:56.780Z",
                        "x == '2024-02-29T12:34:56.78Z' && timestamp(x) > timestamp('2024-01-01T00:00:00Z')"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void comparesAsItsKind(ColumnType type, Object value, String expression) {
        assertThat(holds(type, value, expression)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "10.50, x == 10.5 && x > 10 && type(x) == double",
        "10.00, x == 10 && x == 10u && type(x) == double",
        "-0.10, x == -0.1",
        "12345678901234567890.5, x > 12345678901234560000u && x < 12345678901234570000u",
        "0, x == 0 && type(x) == int",
        "-5, x == -5 && x < 0u && type(x) == int",
        "5E+2, x == 500 && type(x) == int",
        "9223372036854775807, x == 9223372036854775807 && type(x) == int",
        "9223372036854775808, x == 9223372036854775808u && type(x) == uint",
        "18446744073709551615, x == 18446744073709551615u && x > 1 && x > 1.5 && type(x) == uint",
        "18446744073709551616, x > 18446744073709540000u && type(x) == double",
        "-9223372036854775808, x == -9223372036854775808 && type(x) == int",
        "-9223372036854775809, x < -1 && type(x) == double",
        "1E+999999999, x > 1 && type(x) == double",
    })
    void decimalIsExactWhereItIsWholeAndFits(BigDecimal decimal, String expression) {
        assertThat(holds(ColumnType.DECIMAL, decimal, expression)).isTrue();
    }

    private static boolean holds(ColumnType type, Object value, String expression) {
        return RowFilter.compile("[row.x].all(x, " + expression + ")")
                .matches(TABLE, Rows.row(Rows.columns(new Column("x", type)), value));
    }
}
