package io.mysqlredis.sink.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.mysqlredis.sink.delivery.Change.Kind;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TablesTest {

    private final SettableClock clock = new SettableClock();
    private final WorkerMetrics worker = new WorkerMetrics();
    private final Tables tables = new Tables(new Registrations(worker.ofTask(), clock), clock);

    @Test
    void theFirstHundredTablesHaveMetricsOfTheirOwnAndTheOthersShareOne() {
        for (int table = 0; table < 1_000; table++) {
            tables.of("shop.orders_" + table).applied(Kind.SNAPSHOT_READ, Collections.nCopies(2, null), clock.millis());
        }

        assertThat(worker.tables()).hasSize(101).contains("shop.orders_0", "shop.orders_99", "other");
        assertThat(worker.value(Metric.TABLE_APPLIED, "shop.orders_99")).isEqualTo(2L);
        assertThat(worker.value(Metric.TABLE_APPLIED, "other")).isEqualTo(1_800L);
    }

    @Test
    void aTableKeepsItsOwnHoweverManyComeAfterIt() {
        tables.of("shop.first").applied(Kind.SNAPSHOT_READ, Collections.nCopies(1, null), clock.millis());
        for (int table = 0; table < 200; table++) {
            tables.of("shop.orders_" + table);
        }

        assertThat(tables.of("shop.first")).isSameAs(tables.of("shop.first"));
        tables.of("shop.first").applied(Kind.SNAPSHOT_READ, Collections.nCopies(1, null), clock.millis());
        assertThat(worker.value(Metric.TABLE_APPLIED, "shop.first")).isEqualTo(2L);
    }

    @Test
    void aTableOfThatNameIsOneOfTheOthers() {
        assertThat(tables.of("other")).isSameAs(tables.of("other"));
        for (int table = 0; table < 200; table++) {
            tables.of("shop.orders_" + table);
        }

        assertThat(tables.of("other")).isSameAs(tables.of("shop.orders_150"));
    }

    @Test
    void whatWaitsOfTheOthersIsAddedUp() {
        Map<String, Long> counts = new HashMap<>();
        for (int table = 0; table < 103; table++) {
            tables.of("shop.orders_" + table);
            counts.put("shop.orders_" + table, 2L);
        }

        tables.pending(counts);
        assertThat(List.of(
                        worker.value(Metric.TABLE_PENDING, "shop.orders_0"),
                        worker.value(Metric.TABLE_PENDING, "other")))
                .containsExactly(2L, 6L);

        tables.pending(Map.of("shop.orders_0", 1L));
        assertThat(List.of(
                        worker.value(Metric.TABLE_PENDING, "shop.orders_0"),
                        worker.value(Metric.TABLE_PENDING, "other")))
                .containsExactly(1L, 0L);
    }
}
