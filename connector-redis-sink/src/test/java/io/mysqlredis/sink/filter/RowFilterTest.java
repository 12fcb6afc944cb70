package io.mysqlredis.sink.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mysqlredis.sink.event.BadRecordException;
import io.mysqlredis.sink.event.Column;
import io.mysqlredis.sink.event.ColumnType;
import io.mysqlredis.sink.event.Row;
import io.mysqlredis.sink.event.Rows;
import io.mysqlredis.sink.event.TableId;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowFilterTest {

    private static final TableId ORDERS = new TableId("shop", "orders");
    private static final String A_VALUE = "s3cret";

    private static final Row ORDER = Rows.row(
            Rows.columns(
                    Rows.integer("id"),
                    Rows.text("status"),
                    Rows.text("name"),
                    Rows.text("nothing"),
                    new Column("total", ColumnType.DECIMAL),
                    new Column("paid", ColumnType.BOOLEAN),
                    Rows.integer("my col"),
                    new Column("hash", ColumnType.BYTES),
                    new Column("created_at", ColumnType.DATETIME_MICROS),
                    new Column("broken", ColumnType.DATE_DAYS)),
            5,
            "live",
            A_VALUE,
            null,
            new BigDecimal("10.50"),
            true,
            7L,
            new byte[] {1, -1},
            1_709_210_096_500_000L,
            A_VALUE);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "row.status == 'live'",
                "row.status != 'draft' && row.total > 10",
                "row.total == 10.5",
                "row.status in ['draft', 'live']",
                "row.id in [4, 5.0]",
                "row.name.startsWith('s3')",
                "row.name.matches('^s[0-9]c')",
                "matches(row.name, 'cre')",
                "size(row.name) == 6 && row.name.size() > 5",
                "row.id > 5 ? false : row.paid",
                "row.paid",
                "row['my col'] == 7",
                "row.`my col` == 7",
                "row.hash == b'\\001\\377'",
                "row.created_at > '2024-01-01' && row.created_at < '2024-03'",
                "row.created_at == '2024-02-29T12:34:56.5'",
                "timestamp(row.created_at + 'Z') > timestamp('2024-01-01T00:00:00Z')",
                "database == 'shop' && table.matches('^orders(_[0-9]+)?$')",
                "database + '.' + table == 'shop.orders'",
                "row.exists(column, column == 'my col')",
                "size(row) == 10",
                "row.nope == 1 || row.id == 5",
            })
    void acceptsTheRow(String expression) {
        assertThat(RowFilter.compile(expression).matches(ORDERS, ORDER)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "false",
                "row.status == 'draft'",
                "row.status == 'LIVE'",
                "row.total > 10.5",
                "!row.paid",
                "row.id == '5'",
                "row.paid == 1",
                "row.name.matches('^x')",
                "database == 'other'",
                "row.id == 6 && row.nope == 1",
            })
    void refusesTheRow(String expression) {
        assertThat(RowFilter.compile(expression).matches(ORDERS, ORDER)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "row.nothing == null, true",
        "row.nothing != null, false",
        "row.status == null, false",
        "row.status != null, true",
        "row.nothing == 'draft', false",
        "row.nothing != 'draft', true",
        "!(row.nothing == 'draft'), true",
        "row.nothing == 0, false",
        "row.nothing == row.nothing, true",
        "row.nothing != null && row.nothing > 5, false",
        "row.nothing == null || row.nothing > 5, true",
        "'row.nothing in [''draft'', ''live'']', false",
        "'row.nothing in [''draft'', null]', true",
        "has(row.nothing), true",
        "has(row.nope), false",
        "'nothing' in row, true",
        "'nope' in row, false",
    })
    void nullIsAValueOfItsOwn(String expression, boolean expected) {
        assertThat(RowFilter.compile(expression).matches(ORDERS, ORDER)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "row.status == | 1:14 | mismatched input '<EOF>'",
                "row.status = 'x' | 1:12 | token recognition error",
                "row.status == 'draft | 1:15 | token recognition error",
                "row.a and row.b | 1:7 | mismatched input 'and'",
                "'' | 1:1 | mismatched input '<EOF>'",
                "status == 'live' | 1:1 | undeclared reference to 'status'",
                "row.id == 5 && op == 'delete' | 1:16 | undeclared reference to 'op'",
                "row.name.startswith('x') | 1:20 | undeclared reference to 'startswith'",
                "table == 5 | 1:7 | no matching overload for '_==_' applied to '(string, int)'",
                "1 + 1 | 1:3 | expected type 'bool' but found 'int'",
                "'''live''' | 1:1 | expected type 'bool' but found 'string'",
                "null | 1:1 | expected type 'bool' but found 'null'",
                "row | 1:1 | expected type 'bool' but found 'map(string, dyn)'",
                "row.paid ? 1 : 2 | 1:10 | expected type 'bool' but found 'int'",
                "row[1] == 2 | 1:4 | no matching overload for '_[_]'",
                "has(row) | 1:4 | invalid argument to has()",
                "row.name.matches('(') | 1:17 | missing closing )",
                "row.name.matches('a(?=b)') | 1:17 | error parsing regexp",
                "matches(row.name, '[') | 1:8 | missing closing ]",
                "timestamp(row.name) > timestamp('2024-01-01') | 1:32 | could not be parsed",
                "row.id > 1 / 0 | 1:12 | / by zero",
                "row.id > int('x') | 1:13 | For input string: \"x\"",
            })
    void isRefusedAtOnceWhereItIsWrongForEveryRow(String expression, String place, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RowFilter.compile(expression))
                .withMessageStartingWith("ERROR: filter:" + place + ": ")
                .withMessageContaining(reason)
                .withMessageContaining("\n | " + expression + "\n | ")
                .withMessageMatching("(?s).*\\.*\\^");
    }

    @Test
    void thePlaceIsThatInALongerText() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RowFilter.compile("row.id == 5 &&\n  rwo.status == 'live'"))
                .withMessage("""
                        ERROR: filter:2:3: undeclared reference to 'rwo' (in container '')
                         |   rwo.status == 'live'
                         | ..^""");
    }

    @Test
    void allThatIsWrongIsShown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RowFilter.compile("row.name.matches('(') || row.name.matches('[')"))
                .withMessageContaining("filter:1:17: ")
                .withMessageContaining("filter:1:42: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "row.nope == 1 ; 1:4 ; no such column",
                "row['nope'] == 1 ; 1:4 ; no such column",
                "row[row.name] == 1 ; 1:4 ; no such column",
                "row.Status == 'live' ; 1:4 ; no such column",
                "row.id.nope == 1 ; 1:7 ; no such column",
                "row.nothing > 5 ; 1:13 ; types",
                "row.nothing.startsWith('x') ; 1:23 ; types",
                "row.name > 5 ; 1:10 ; types",
                "row.name + 'x' > row.id ; 1:16 ; types",
                "row.total + 1 > 2 ; 1:11 ; types",
                "!row.nothing ; 1:1 ; types",
                "row.name || false ; 1:4 ; true or false, or a pattern",
                "row.name ? true : false ; 1:4 ; true or false, or a pattern",
                "row.name.matches(row.name + '(') ; 1:17 ; true or false, or a pattern",
                "int(row.name) > 1 ; 1:4 ; cannot be converted",
                "timestamp(row.name) > timestamp('2024-01-01T00:00:00Z') ; 1:10 ; cannot be converted",
                "row.id + 9223372036854775807 > 1 ; 1:8 ; too large",
                "row.id / (row.id - row.id) > 1 ; 1:8 ; divides by zero",
                "[1][row.id] == 1 ; 1:4 ; no such element",
                "row.all(a, row.all(b, row.all(c, row.all(d, row.all(e, true))))) ; 1:8 ; too many steps",
                "row.broken == 'x' ; 1:4 ; not what its column's type says",
                "row.id ; 1:1 ; neither true nor false",
                "row.nothing ; 1:1 ; neither true nor false",
            })
    void isAnErrorOfTheRecordWhereTheRowGivesNoAnswer(String expression, String place, String reason) {
        RowFilter filter = RowFilter.compile(expression);

        assertThatThrownBy(() -> filter.matches(ORDERS, ORDER))
                .isInstanceOf(BadRecordException.class)
                .hasNoCause()
                .hasMessageStartingWith(
                        "the filter has no answer for this record of table shop.orders\nERROR: filter:" + place + ": ")
                .hasMessageContaining(reason)
                .hasMessageContaining("\n | " + expression + "\n | ")
                .hasMessageNotContaining(A_VALUE);
    }

    @Test
    void onlyTheColumnsThatItAsksForAreRead() {
        // Reading the column "broken" fails, as the test before this one shows.
        assertThat(RowFilter.compile("row.status != 'draft' && has(row.broken) && row.total > 10")
                        .matches(ORDERS, ORDER))
                .isTrue();
    }
}
