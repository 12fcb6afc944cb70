package io.mysqlredis.sink.delivery;

import static io.mysqlredis.sink.delivery.Steps.ONE;
import static io.mysqlredis.sink.delivery.Steps.ZERO;
import static io.mysqlredis.sink.delivery.Steps.position;
import static io.mysqlredis.sink.delivery.Steps.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.mysqlredis.sink.watermark.Watermark;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RunTest {

    private static final Run RUN =
            Run.of(List.of(step(ZERO, 4, "a"), step(ONE, 7, "b"), step(ZERO, 6, "c"), step(ONE, 9, "d")));

    @Test
    void itMovesTheWatermarkOfEachOfItsPartitionsToItsLastRecord() {
        Map<?, Watermark> marks = RUN.marks(partition -> Watermark.NONE, 5_000);

        assertThat(marks)
                .isEqualTo(Map.of(
                        ZERO, new Watermark(6, 1_006, OptionalLong.empty(), 5_000, Map.of()),
                        ONE, new Watermark(9, 1_009, OptionalLong.empty(), 5_000, Map.of())));
    }

    @Test
    void itIsCutInSomePartitionsAndWholeInTheOthers() {
        assertThat(RUN.until(Map.of(ZERO, 6L)).steps())
                .containsExactly(
                        RUN.steps().get(0), RUN.steps().get(1), RUN.steps().get(3));
        assertThat(RUN.from(Map.of(ZERO, 6L)).steps())
                .containsExactly(RUN.steps().get(2));
        assertThat(RUN.from(Map.of()).steps()).isEmpty();
    }

    @Test
    void aRecordIsFoundByWhereItStands() {
        assertThat(RUN.step(position(ONE, 9))).isSameAs(RUN.steps().get(3));
    }
}
