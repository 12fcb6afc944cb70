package io.mysqlredis.sink.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlidingWindowTest {

    private final SettableClock clock = new SettableClock();
    private final SlidingWindow window = new SlidingWindow(clock);

    @Test
    void whereNothingCameThereIsNoNumber() {
        assertThat(window.percentile(50)).isNaN();
        assertThat(window.max()).isNaN();
        assertThat(window.mean()).isNaN();
    }

    @ParameterizedTest
    @CsvSource({"50, 5000", "95, 9500", "99, 9900", "100, 10000"})
    void percentilesAreRightToOnePercent(double percentile, double expected) {
        window.record(LongStream.rangeClosed(1, 10_000).boxed().toList(), value -> value);

        assertThat(window.percentile(percentile)).isCloseTo(expected, within(expected / 100));
        assertThat(window.max()).isCloseTo(10_000, within(100.0));
        assertThat(window.mean()).isCloseTo(5_000, within(50.0));
    }

    @Test
    void smallValuesAreExact() {
        record(0, 1, 7, 255);

        assertThat(window.percentile(25)).isZero();
        assertThat(window.percentile(50)).isEqualTo(1);
        assertThat(window.percentile(75)).isEqualTo(7);
        assertThat(window.max()).isEqualTo(255);
    }

    @ParameterizedTest
    @CsvSource({"-5, 0", "-9223372036854775808, 0"})
    void whatIsBelowZeroCountsAsZero(long value, double expected) {
        record(value);

        assertThat(window.max()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(longs = {SlidingWindow.HIGHEST + 1, Long.MAX_VALUE})
    void whatIsTooHighCountsAsTheHighest(long value) {
        record(value);

        assertThat(window.max()).isCloseTo(SlidingWindow.HIGHEST, within(SlidingWindow.HIGHEST / 100.0));
    }

    @Test
    void aHighValueIsForgottenAfterAMinuteThoughOthersCome() {
        record(90_000);
        for (int second = 0; second < 49; second++) {
            clock.pass(Duration.ofSeconds(1));
            record(5);
            assertThat(window.max()).isGreaterThan(80_000);
        }

        clock.pass(Duration.ofSeconds(11));
        record(5);
        assertThat(window.max()).isEqualTo(5);
        assertThat(window.percentile(99)).isEqualTo(5);
    }

    @Test
    void whereNothingComesAnyMoreTheLastNumberGoes() {
        record(90_000);
        clock.pass(Duration.ofSeconds(49));
        assertThat(window.max()).isGreaterThan(80_000);

        clock.pass(Duration.ofSeconds(11));
        assertThat(window.max()).isNaN();
        assertThat(window.percentile(50)).isNaN();
    }

    @Test
    void whatCameBeforeALongPauseDoesNotComeBack() {
        record(90_000);
        for (int pause = 1; pause <= 12; pause++) {
            clock.pass(Duration.ofSeconds(60).multipliedBy(pause).plusSeconds(5));
            record(pause);
            assertThat(window.max()).isEqualTo(pause);
        }
    }

    @Test
    void aClockThatIsSetBackHidesWhatCameAndNothingElse() {
        record(90_000);
        clock.pass(Duration.ofHours(-1));
        assertThat(window.max()).isNaN();

        record(5);
        assertThat(window.max()).isEqualTo(5);
        clock.pass(Duration.ofSeconds(61));
        assertThat(window.max()).isNaN();
    }

    @Test
    void itTakesNoMoreMemoryThanItSays() {
        for (int slice = 0; slice < 20; slice++) {
            record(0, 1, SlidingWindow.HIGHEST, Long.MAX_VALUE);
            window.record(LongStream.range(0, 5_000).boxed().toList(), value -> value * 1_000_003);
            clock.pass(Duration.ofSeconds(10));
        }

        assertThat(window.bytes()).isBetween(10_000, SlidingWindow.MAX_BYTES);
    }

    private void record(long... values) {
        window.record(LongStream.of(values).boxed().toList(), value -> value);
    }

    @Test
    void aWindowOfShortDelaysIsSmall() {
        for (int slice = 0; slice < 6; slice++) {
            record(3, 20, 150);
            clock.pass(Duration.ofSeconds(10));
        }

        assertThat(window.bytes()).isLessThan(10_000);
        assertThat(List.of(window.percentile(50), window.max())).containsExactly(20.0, 150.0);
    }
}
