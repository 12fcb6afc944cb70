package io.mysqlredis.sink.writer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlotsTest {

    @ParameterizedTest
    @ValueSource(strings = {"0", "0-16383", "16383", "0-99,200,300-301"})
    void rangesAreReadAsTheyAreWritten(String text) {
        assertThat(Slots.parse(text).orElseThrow().text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1,", "-1", "1-2-3", "1 - 2"})
    void whatIsNoRangeIsNone(String text) {
        assertThat(Slots.parse(text)).isEmpty();
    }

    @Test
    void slotsAreAddedAndTakenAway() {
        Slots some = slots("0-9,20");

        assertThat(some.and(slots("8-12")).text()).isEqualTo("0-12,20");
        assertThat(some.without(slots("0-4,20")).text()).isEqualTo("5-9");
        assertThat(some.without(some).isEmpty()).isTrue();
        assertThat(some.count()).isEqualTo(11);
        assertThat(some.contains(20)).isTrue();
        assertThat(some.contains(10)).isFalse();
    }

    private static Slots slots(String text) {
        return Slots.parse(text).orElseThrow();
    }
}
