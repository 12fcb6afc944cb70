package io.mysqlredis.benchmark.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.mysqlredis.benchmark.Figure;
import io.mysqlredis.benchmark.Measurement;
import io.mysqlredis.benchmark.Section;
import io.mysqlredis.benchmark.TestMeasurement;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {

    private static final Machine MACHINE = new Machine(2, 1_024, "a CPU", "a JDK", "7.0");
    private static final Measurement DISCARD = new TestMeasurement("discard/avro", Section.CEILINGS, 3);
    private static final Measurement SINK = new TestMeasurement("sink/avro", Section.SINK, 3);

    private static Round round(String revision, Measurement measurement, int number, double rows) {
        return new Round(
                revision,
                MACHINE,
                measurement.name(),
                number,
                "2026-01-01T00:00:00Z",
                List.of(new Figure("rows/s", rows, ""), new Figure("worker CPU", 10_000 / rows, "s/M rows")),
                "");
    }

    private static Round failed(Measurement measurement, int number) {
        return new Round(
                "now", MACHINE, measurement.name(), number, "2026-01-01T00:00:00Z", List.of(), "Redis has nothing");
    }

    private static Summary summary(Round... rounds) {
        return Summary.of("now", List.of(DISCARD, SINK), List.of(rounds));
    }

    @Test
    void roundsOfAnotherRevisionDoNotCount() {
        Summary summary = summary(round("now", SINK, 1, 100), round("before", SINK, 2, 900));

        assertThat(summary.result("sink/avro")
                        .orElseThrow()
                        .figure("rows/s")
                        .orElseThrow()
                        .spread())
                .isEqualTo(new Spread(100, 100, 100, 1));
    }

    @Test
    void ofARoundThatWasMadeAgainTheLastOneCounts() {
        Summary summary = summary(failed(SINK, 1), round("now", SINK, 1, 100), round("now", SINK, 1, 300));

        assertThat(summary.hasFailures()).isFalse();
        assertThat(summary.result("sink/avro")
                        .orElseThrow()
                        .figure("rows/s")
                        .orElseThrow()
                        .spread())
                .isEqualTo(new Spread(300, 300, 300, 1));
    }

    @Test
    void theTableHasALineForEachMeasurementAndAColumnForEachFigure() {
        Summary summary = summary(
                round("now", SINK, 1, 80_000),
                round("now", SINK, 2, 90_123),
                round("now", SINK, 3, 100_000),
                round("now", DISCARD, 1, 20_000));

        assertThat(Table.of(summary)).isEqualTo("""
                        Ceilings
                                      rounds  rows/s  worker CPU [s/M rows]
                        discard/avro       1  20,000                    0.5

                        The sink
                                   rounds                   rows/s  worker CPU [s/M rows]
                        sink/avro       3  90,123 (80,000–100,000)      0.111 (0.1–0.125)

                        """);
    }

    @Test
    void aRoundThatFailedIsToldWithItsReason() {
        assertThat(Table.of(summary(round("now", SINK, 1, 100), failed(SINK, 2))))
                .contains("sink/avro  FAILED")
                .contains("FAILED  sink/avro, round 2: Redis has nothing");
    }

    @Test
    void aGoalThatIsMissedIsToldAsMissed() {
        Summary summary = summary(round("now", SINK, 1, 80), round("now", DISCARD, 1, 100));

        assertThat(Goal.ratio("ours / discarding", "sink/avro", "discard/avro", "rows/s")
                        .atLeast(0.85)
                        .line(summary))
                .isEqualTo("ours / discarding: 0.8 (goal: at least 0.85) MISSED");
    }

    @Test
    void aGoalThatIsMetIsToldAsMet() {
        Summary summary = summary(round("now", SINK, 1, 80));

        assertThat(Goal.figure("CPU", "sink/avro", "worker CPU").atMost(125).line(summary))
                .isEqualTo("CPU: 125 (goal: at most 125) met");
    }

    @Test
    void whatWasNotMeasuredMeetsNoGoal() {
        assertThat(Goal.ratio("ours / discarding", "sink/avro", "discard/avro", "rows/s")
                        .atLeast(0.85)
                        .line(summary(round("now", SINK, 1, 80))))
                .isEqualTo("ours / discarding: not measured");
    }
}
