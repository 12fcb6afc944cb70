package io.mysqlredis.sink.delivery;

import static io.mysqlredis.sink.delivery.Steps.ONE;
import static io.mysqlredis.sink.delivery.Steps.ZERO;
import static io.mysqlredis.sink.delivery.Steps.position;
import static io.mysqlredis.sink.delivery.Steps.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.mysqlredis.sink.command.Bytes;
import io.mysqlredis.sink.command.KeyPattern;
import io.mysqlredis.sink.command.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PendingTest {

    private static final KeyPattern ALL = new KeyPattern(Bytes.utf8("t:*"), Pattern.compile("t:.*"), "hash");

    @ParameterizedTest
    @CsvSource({
        "1, 500, 1000, 1",
        "500, 500, 100000, 500",
        "501, 500, 100000, '500,1'",
        "7, 3, 100000, '3,3,1'",
        "6, 500, 25, '2,2,2'",
        "5, 500, 20, '2,2,1'",
    })
    void flightsEndAtTheNumberOfCommandsOrAtTheBytesWhicheverComesFirst(
            int steps, int maxCommands, long maxBytes, String expectedSizes) {
        Pending pending = new Pending(maxCommands, maxBytes);
        for (int offset = 0; offset < steps; offset++) {
            pending.add(step(ZERO, offset, "%010d".formatted(offset)));
        }

        assertThat(String.join(",", sizesOfFlights(pending))).isEqualTo(expectedSizes);
    }

    @Test
    void aRecordAboveTheBytesTravelsAlone() {
        assertThat(sizesOfFlights(pending(500, 50, "small", "x".repeat(100), "small")))
                .containsExactly("1", "1", "1");
    }

    @Test
    void whatOneRecordCausesIsNeverCut() {
        Pending pending = new Pending(3, 1_000);
        pending.add(step(ZERO, 0, "a"));
        pending.add(step(ZERO, 1, "b"));
        pending.add(step(ZERO, 2, "old", "new"));
        pending.add(step(ZERO, 3, "c"));

        assertThat(sizesOfFlights(pending)).containsExactly("2", "2");
    }

    @Test
    void aRecordCountsWithAllOfItsCommands() {
        Pending pending = new Pending(4, 1_000);
        pending.add(step(ZERO, 0, "old", "new"));
        pending.add(step(ZERO, 1, "old", "new"));
        pending.add(step(ZERO, 2));

        assertThat(sizesOfFlights(pending)).containsExactly("3");
    }

    @Test
    void aSweepWaitsUntilItIsTheFirst() {
        Pending pending = new Pending(500, 1_000);
        Step sweep = step(ZERO, 1, new Write(position(ZERO, 1), List.of(ALL), List.of()));
        pending.add(step(ZERO, 0, "a"));
        pending.add(sweep);
        pending.add(step(ZERO, 2, "b"));

        assertThat(pending.nextRun().steps()).hasSize(1);
        pending.removeFirst(1);
        assertThat(pending.first()).isSameAs(sweep);
        assertThat(pending.nextRun().steps()).hasSize(2);
    }

    @Test
    void whatComesFirstAgainKeepsItsOrder() {
        Pending pending = pending(500, 1_000, "c");
        pending.addFirst(List.of(step(ONE, 7, "a"), step(ONE, 8, "b")));

        assertThat(pending.nextRun().steps()).extracting(Step::offset).containsExactly(7L, 8L, 0L);
        assertThat(pending.holds(ONE)).isTrue();
        pending.drop(List.of(ONE));
        assertThat(pending.holds(ONE)).isFalse();
        assertThat(pending.holds(ZERO)).isTrue();
    }

    @Test
    void whatWasKeptBackIsNotTornApart() {
        Pending pending = new Pending(3, 1_000);
        pending.add(step(ONE, 0, "a"));
        pending.add(step(ONE, 1, "b"));
        pending.keepBack(step(ZERO, 0, "c"), Instant.EPOCH);
        pending.keepBack(step(ZERO, 1, "d"), Instant.EPOCH);
        pending.add(step(ZERO, 2, "e"));
        pending.add(step(ZERO, 3, "f"));

        assertThat(sizesOfFlights(pending)).containsExactly("2", "3", "1");
    }

    @Test
    void norIsItByWhatFliesBeforeItOfItsPartition() {
        Pending pending = new Pending(3, 1_000);
        pending.add(step(ZERO, 0, "a"));
        pending.add(step(ZERO, 1, "b"));
        pending.keepBack(step(ZERO, 2, "c"), Instant.EPOCH);
        pending.add(step(ZERO, 3, "d"));

        assertThat(sizesOfFlights(pending)).containsExactly("2", "2");
    }

    @Test
    void twiceKeptBackItIsTwoWholes() {
        Pending pending = new Pending(3, 1_000);
        pending.keepBack(step(ZERO, 0, "a"), Instant.EPOCH);
        pending.add(step(ZERO, 1, "b"));
        pending.keepBack(step(ZERO, 2, "c"), Instant.EPOCH);
        pending.add(step(ZERO, 3, "d"));

        assertThat(sizesOfFlights(pending)).containsExactly("2", "2");
    }

    @Test
    void whatFliesOnceMoreIsStillNotTornApart() {
        Pending pending = new Pending(3, 1_000);
        pending.keepBack(step(ZERO, 0, "a"), Instant.EPOCH);
        pending.add(step(ZERO, 1, "b"));
        List<Step> run = pending.nextRun().steps();
        pending.removeFirst(run.size());
        pending.addFirst(run);
        pending.addFirst(List.of(step(ONE, 0, "c"), step(ONE, 1, "d")));

        assertThat(sizesOfFlights(pending)).containsExactly("2", "2");
    }

    @Test
    void recordsThatCauseNothingAreNotKeptBackWithoutEnd() {
        Pending pending = new Pending(3, 1_000);
        for (int offset = 0; offset < 100; offset++) {
            pending.keepBack(step(ZERO, offset), Instant.EPOCH);
        }

        assertThat(pending.size()).isPositive();
    }

    @Test
    void whatIsKeptBackNeverOutgrowsAFlight() {
        Pending pending = new Pending(3, 1_000);
        for (int offset = 0; offset < 7; offset++) {
            pending.keepBack(step(ZERO, offset, "a"), Instant.EPOCH);
        }

        assertThat(sizesOfFlights(pending)).containsExactly("3", "3");
        assertThat(pending.all()).hasSize(1);
        pending.releaseAll();
        assertThat(sizesOfFlights(pending)).containsExactly("1");
    }

    private static Pending pending(int maxCommands, long maxBytes, String... keys) {
        Pending pending = new Pending(maxCommands, maxBytes);
        for (int offset = 0; offset < keys.length; offset++) {
            pending.add(step(ZERO, offset, keys[offset]));
        }
        return pending;
    }

    private static List<String> sizesOfFlights(Pending pending) {
        List<String> sizes = new ArrayList<>();
        while (pending.size() > 0) {
            int size = pending.nextRun().steps().size();
            sizes.add(Integer.toString(size));
            pending.removeFirst(size);
        }
        return sizes;
    }
}
