package io.mysqlredis.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mysqlredis.sink.event.TableId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TablePatternTest {

    @ParameterizedTest
    @CsvSource({
        "shop\\.orders, shop, orders, true",
        "shop\\.orders, shop, orders_1, false",
        "shop\\.orders, myshop, orders, false",
        "shop\\.orders(_\\d+)?, shop, orders_17, true",
        "shop_\\d+\\.orders, shop_3, orders, true",
        "users, '', users, true",
        ".+, shop, orders, true",
    })
    void theWholeNameMustMatch(String pattern, String database, String table, boolean expected) {
        assertThat(TablePattern.parse(pattern).matches(new TableId(database, table)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "shop\\.orders, true, true, true, true",
                "shop\\.orders(_\\d+)?, true, true, false, true",
                "'shop\\.(orders|lines)', true, true, false, false",
                "shop_\\d+\\.orders, true, true, false, false",
                "(shop|archive)\\.orders, true, true, false, false",
                ".*\\.orders, false, true, false, false",
                "[^.]+\\.orders, false, true, false, false",
                "shop\\..+, true, false, false, true",
                ".+, false, false, false, false",
            })
    void tellsWhatItNamesOnPurpose(
            String text, boolean namesDatabase, boolean namesTable, boolean isOneTable, boolean isInOneDatabase) {
        TablePattern pattern = TablePattern.parse(text);
        TableId orders = new TableId("shop", "orders");

        assertThat(pattern.namesDatabaseOf(orders)).isEqualTo(namesDatabase);
        assertThat(pattern.namesTableOf(orders)).isEqualTo(namesTable);
        assertThat(pattern.isOneTable()).isEqualTo(isOneTable);
        assertThat(pattern.isInOneDatabase()).isEqualTo(isInOneDatabase);
    }

    @Test
    void whatIsNoRegularExpressionIsRefusedWithTheReason() {
        assertThatThrownBy(() -> TablePattern.parse("shop\\.(orders"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("is no regular expression: Unclosed group near position ");
    }
}
