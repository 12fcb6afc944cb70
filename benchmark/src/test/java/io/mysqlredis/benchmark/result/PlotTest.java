package io.mysqlredis.benchmark.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.mysqlredis.benchmark.result.Summary.Result;
import io.mysqlredis.benchmark.result.Summary.Summarized;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYSeries;

class PlotTest {

    private static Result result(String name, Spread spread) {
        return new Result(name, "", "The sink", 3, 3, List.of(new Summarized("rows/s", "", spread)), List.of());
    }

    @Test
    void theLineGoesFromLeastToMostHoweverFarTheMedianIsFromBoth() {
        List<Result> results = List.of(result("a", new Spread(5, 4, 9, 3)), result("b", new Spread(2, 1, 3, 3)));

        XYSeries range = Plot.chart("rows/s", results).getSeriesMap().get("a range");
        XYSeries median = Plot.chart("rows/s", results).getSeriesMap().get("a");

        assertThat(range.getXData()).containsExactly(4, 9);
        assertThat(median.getXData()).containsExactly(5);
        // On top of the other.
        assertThat(range.getYData()).containsExactly(2, 2);
    }
}
