package io.mysqlredis.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mysqlredis.benchmark.Schedule.Due;
import io.mysqlredis.benchmark.result.Machine;
import io.mysqlredis.benchmark.result.Round;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final Measurement SHORT = new TestMeasurement("sink/json", Section.SINK, 1);
    private static final Measurement LONG = new TestMeasurement("sink/avro", Section.SINK, 3);

    private static Round round(Measurement measurement, int number, String problem) {
        return round(measurement, number, problem, List.of());
    }

    private static Round round(Measurement measurement, int number, String problem, List<Figure> figures) {
        return new Round(
                "now",
                new Machine(2, 1_024, "a CPU", "a JDK", "7.0"),
                measurement.name(),
                number,
                "2026-01-01T00:00:00Z",
                figures,
                problem);
    }

    @Test
    void roundsOfAllTakeTurns() {
        assertThat(Schedule.of(List.of(LONG, SHORT), Scale.FULL, List.of()).due())
                .containsExactly(new Due(LONG, 1), new Due(SHORT, 1), new Due(LONG, 2), new Due(LONG, 3));
    }

    @Test
    void whatWasMadeIsNotDueAndWhatFailedIs() {
        List<Round> rounds = List.of(round(LONG, 1, ""), round(LONG, 2, "Redis has nothing"), round(SHORT, 1, ""));

        assertThat(Schedule.of(List.of(LONG, SHORT), Scale.FULL, rounds).due())
                .containsExactly(new Due(LONG, 2), new Due(LONG, 3));
    }

    @Test
    void aRoundThatFailedWhenItWasMadeAgainIsDue() {
        List<Round> rounds = List.of(round(SHORT, 1, ""), round(SHORT, 1, "Redis has nothing"));

        assertThat(Schedule.of(List.of(SHORT), Scale.FULL, rounds).due()).containsExactly(new Due(SHORT, 1));
    }

    @Test
    void aRoundOfWhichTheHostTookMuchIsDue() {
        HostShare before = new HostShare(1_000, 100);
        List<Round> rounds = List.of(
                round(SHORT, 1, "", List.of(new HostShare(2_000, 151).since(before))),
                round(LONG, 1, "", List.of(new HostShare(2_000, 150).since(before))));

        assertThat(Schedule.of(List.of(LONG, SHORT), Scale.FULL, rounds).due())
                .containsExactly(new Due(SHORT, 1), new Due(LONG, 2), new Due(LONG, 3));
    }

    @Test
    void whatTheHostTookIsWhatLinuxCallsStolen() {
        String stat = """
                cpu  6687666 111099 1336317 6375692 44557 1 173227 47388 5 6
                cpu0 1 2 3 4 5 6 7 8 9 10
                """;

        assertThat(HostShare.parse(stat))
                .isEqualTo(new HostShare(6687666 + 111099 + 1336317 + 1 + 173227 + 47388, 47388));
    }

    @Test
    void aQuickRunHasOneRoundOfEach() {
        assertThat(Schedule.of(List.of(LONG, SHORT), Scale.QUICK, List.of()).due())
                .containsExactly(new Due(LONG, 1), new Due(SHORT, 1));
    }

    @Test
    void aSelectionIsByPartsOfNames() {
        assertThat(Selection.of(List.of(LONG, SHORT), Optional.of(Pattern.compile("js"))))
                .containsExactly(SHORT);
    }

    @Test
    void aSelectionOfNothingListsTheNames() {
        assertThatThrownBy(() -> Selection.of(List.of(LONG, SHORT), Optional.of(Pattern.compile("xml"))))
                .isInstanceOf(BenchmarkException.class)
                .hasMessage("Nothing matches --only xml; there are: sink/avro, sink/json");
    }

    @Test
    void noTwoMeasurementsHaveTheSameName() {
        assertThat(Suite.measurements()).extracting(Measurement::name).doesNotHaveDuplicates();
    }

    @Test
    void goalsAreAboutMeasurementsThatThereAre() {
        List<String> names =
                Suite.measurements().stream().map(Measurement::name).toList();

        assertThat(Goals.all()).allSatisfy(goal -> {
            assertThat(names).contains(goal.term().measurement());
            goal.divisor().ifPresent(divisor -> assertThat(names).contains(divisor.measurement()));
        });
    }
}
