package io.mysqlredis.endtoend.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EpochTest {

    private final Epoch epoch = new Epoch();

    @Test
    void aSmallerNumberThanTheLargestSeenIsBack() {
        epoch.seen("a", 5);
        assertThat(epoch.isBack("a", 4)).isTrue();
        epoch.seen("a", 4);
        assertThat(epoch.isBack("a", 4)).isTrue();
        assertThat(epoch.isBack("a", 5)).isFalse();
    }

    @Test
    void aRowThatWasMissingMustComeBackWithALargerNumber() {
        epoch.seen("a", 5);
        assertThat(epoch.isBack("a", 5)).isFalse();
        epoch.missing("a");
        assertThat(epoch.isBack("a", 5)).isTrue();
        assertThat(epoch.isBack("a", 6)).isFalse();
        epoch.seen("a", 6);
        assertThat(epoch.isBack("a", 6)).isFalse();
    }

    @Test
    void rowsAreJudgedEachByItsOwnNumbers() {
        epoch.seen("a", 5);
        assertThat(epoch.isBack("b", 1)).isFalse();
        assertThat(epoch.newest("a")).isEqualTo(5);
        assertThat(epoch.newest("b")).isZero();
    }
}
