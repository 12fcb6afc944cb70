package io.mysqlredis.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mysqlredis.sink.event.BadRecordException;
import io.mysqlredis.sink.event.Row;
import io.mysqlredis.sink.event.Rows;
import io.mysqlredis.sink.event.TableId;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnSelectionTest {

    private static final Row ROW = Rows.texts("id", "1", "total", "2", "a b", "3", "x,y", "4", "-z", "5");

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "*;                       id=1 total=2 a b=3 x,y=4 -z=5",
                "id;                      id=1",
                "total, id;               total=2 id=1",
                "total AS amount;         amount=2",
                "total as amount,id;      amount=2 id=1",
                "*, -total;               id=1 a b=3 x,y=4 -z=5",
                "*,-total,-`a b`,-`x,y`;  id=1 -z=5",
                "*, total AS amount;      id=1 amount=2 a b=3 x,y=4 -z=5",
                "`a b` AS `c d`, `x,y`;   c d=3 x,y=4",
                "`-z` AS z;               z=5",
                "*, -nothing;             id=1 total=2 a b=3 x,y=4 -z=5",
                "AS, id;                  id=1",
                "id AS AS;                AS=1",
            })
    void keepsRenamesAndLeavesOut(String text, String expected) {
        assertThat(selected(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'';               is empty",
                "id,,total;        cannot be read from position 4",
                "id total;         cannot be read from position 1",
                "-total;           leaves columns out of nothing",
                "id, id;           has the column id twice",
                "*, -id, id;       has the column id twice",
                "*, id, -id;       has the column id twice",
                "*, -id AS x;      leaves id out and renames it",
                "id AS x, total AS x; gives two columns the name x",
                "`id;              cannot be read from position 1",
            })
    void whatIsNoListIsRefused(String text, String message) {
        assertThatThrownBy(() -> ColumnSelection.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aNewNameThatIsThatOfAnotherColumnIsRefused() {
        assertThatThrownBy(() -> selected("*, id AS total"))
                .isInstanceOf(BadRecordException.class)
                .hasMessageContaining("total");
    }

    @Test
    void columnsThatTheTableDoesNotHaveAreTold() {
        RowShape shape =
                new RowShape(new TableId("shop", "t"), Rows.texts("code", "1").columns(), ROW.columns());

        assertThat(ColumnSelection.parse("id, nmae, code").missingIn(shape)).containsExactly("nmae");
        assertThat(ColumnSelection.parse("*, total AS amount, gone AS x, -nothing")
                        .missingIn(shape))
                .containsExactly("gone");
    }

    private static String selected(String text) {
        RowShape shape =
                new RowShape(new TableId("shop", "t"), Rows.texts("id", "1").columns(), ROW.columns());
        return ColumnSelection.parse(text).bind(shape, "mappings.x.columns").stream()
                .map(selected -> selected.name() + "=" + selected.column().value(Rows.texts("id", "1"), ROW))
                .collect(Collectors.joining(" "));
    }
}
