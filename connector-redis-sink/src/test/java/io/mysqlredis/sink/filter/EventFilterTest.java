package io.mysqlredis.sink.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mysqlredis.sink.event.BadRecordException;
import io.mysqlredis.sink.event.Operation;
import io.mysqlredis.sink.event.Row;
import io.mysqlredis.sink.event.Rows;
import io.mysqlredis.sink.event.TableId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventFilterTest {

    private static final TableId ORDERS = new TableId("shop", "orders");
    private static final Row DRAFT = Rows.texts("status", "draft", "name", "s3cret");
    private static final Row LIVE = Rows.texts("status", "live", "name", "s3cret");
    private static final Map<String, Object> SOURCE = Map.of("file", "binlog.000003", "pos", 4711L, "snapshot", false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "op == 'update'",
                "op in ['insert', 'update'] && table == 'orders' && database == 'shop'",
                "before.status != after.status",
                "before.name == after.name",
                "before != after",
                "before != null && after != null",
                "before['status'] == 'draft'",
                "source.file == 'binlog.000003' && source.pos > 4000 && !source.snapshot",
                "!has(source.gtid) && has(source.pos) && has(after.status)",
            })
    void acceptsAnUpdate(String expression) {
        assertThat(update(expression)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "op == 'delete'",
                "before == after",
                "after == null",
                "source.snapshot",
                "before.status == 'live'"
            })
    void refusesAnUpdate(String expression) {
        assertThat(update(expression)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "before == null, true",
        "after == null, true",
        "before == null || before.status == 'draft', true",
        "op == 'update' && before.status == 'draft', false",
    })
    void aMissingRowIsNull(String expression, boolean expected) {
        assertThat(EventFilter.compile(expression)
                        .matches(ORDERS, Operation.TRUNCATE, Optional.empty(), Optional.empty(), Map::of))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void theOperationIsNamedByItsWord(Operation operation) {
        assertThat(EventFilter.compile("op == '" + operation.word() + "'")
                        .matches(ORDERS, operation, Optional.empty(), Optional.of(LIVE), () -> SOURCE))
                .isTrue();
    }

    @Test
    void equalRowsAreEqual() {
        assertThat(EventFilter.compile("before == after")
                        .matches(ORDERS, Operation.UPDATE, Optional.of(LIVE), Optional.of(LIVE), () -> SOURCE))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "row.status == 'live' | 1:1 | undeclared reference to 'row'",
                "op == 1 | 1:4 | no matching overload for '_==_' applied to '(string, int)'",
                "source == null | 1:8 | no matching overload",
                "op | 1:1 | expected type 'bool' but found 'string'",
                "after.status.matches('(') | 1:21 | missing closing )",
            })
    void isRefusedAtOnceWhereItIsWrongForEveryEvent(String expression, String place, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventFilter.compile(expression))
                .withMessageStartingWith("ERROR: filter:" + place + ": ")
                .withMessageContaining(reason)
                .withMessageContaining("\n | " + expression + "\n | ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "before.status == 'draft' | 1:7 | NULL",
                "has(before.status) | 1:4 | NULL",
                "before['status'] == 'draft' | 1:7 | NULL",
                "after.nope == 'draft' | 1:6 | no such column or field",
                "source.gtid != '' | 1:7 | no such column or field",
                "after.name > 5 | 1:12 | types",
                "int(after.name) > 5 | 1:4 | cannot be converted",
                "after | 1:1 | neither true nor false",
            })
    void isAnErrorOfTheRecordWhereTheEventGivesNoAnswer(String expression, String place, String reason) {
        EventFilter filter = EventFilter.compile(expression);

        assertThatThrownBy(() ->
                        filter.matches(ORDERS, Operation.INSERT, Optional.empty(), Optional.of(LIVE), () -> SOURCE))
                .isInstanceOf(BadRecordException.class)
                .hasNoCause()
                .hasMessageStartingWith(
                        "the filter has no answer for this record of table shop.orders\nERROR: filter:" + place + ": ")
                .hasMessageContaining(reason)
                .hasMessageNotContaining("s3cret");
    }

    private static boolean update(String expression) {
        return EventFilter.compile(expression)
                .matches(ORDERS, Operation.UPDATE, Optional.of(DRAFT), Optional.of(LIVE), () -> SOURCE);
    }
}
