package io.mysqlredis.sink.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.mysqlredis.sink.command.Batch;
import io.mysqlredis.sink.command.RecordPosition;
import io.mysqlredis.sink.command.RedisCommand;
import io.mysqlredis.sink.command.RedisKey;
import io.mysqlredis.sink.command.Write;
import io.mysqlredis.sink.delivery.Change;
import io.mysqlredis.sink.delivery.Change.Kind;
import io.mysqlredis.sink.delivery.Step;
import io.mysqlredis.sink.watermark.Partition;
import io.mysqlredis.sink.watermark.Progress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.metrics.internals.PluginMetricsImpl;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SinkMetricsTest {

    private static final String ORDERS = "shop.orders";

    private final SettableClock clock = new SettableClock();
    private final WorkerMetrics worker = new WorkerMetrics();
    private final SinkMetrics metrics = new SinkMetrics(worker.ofTask(), clock);

    @Test
    void everyMetricOfTheTaskIsThereFromTheStartAndThoseOfATableFromItsFirstRecordOn() {
        assertThat(worker.names(Map.of())).isEqualTo(attributes(Metric.Scope.TASK));
        assertThat(worker.tables()).isEmpty();

        metrics.applied(List.of(step(Kind.UPSERT, Duration.ZERO)));

        assertThat(worker.names(Map.of("table", ORDERS))).isEqualTo(attributes(Metric.Scope.TABLE));
    }

    @Test
    void theyGoWithTheTask() {
        metrics.applied(List.of(step(Kind.UPSERT, Duration.ZERO)));
        PluginMetricsImpl task = (PluginMetricsImpl) worker.ofTask();

        WorkerMetrics.end(task);
        worker.ofNextTask();

        assertThat(worker.names(Map.of())).isEmpty();
        assertThat(worker.tables()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "UPSERT, 1, 0, 0, 40",
        "DELETE, 1, 1, 0, 40",
        "TRUNCATE, 1, 0, 0, 40",
        "SNAPSHOT_READ, 1, 0, 1, NaN",
    })
    void aRecordOfATableCountsAsWhatItIs(Kind kind, long applied, long deletes, long snapshotRows, double delay) {
        metrics.applied(List.of(step(kind, Duration.ofMillis(40))));

        assertThat(worker.value(Metric.RECORDS_APPLIED)).isEqualTo(applied);
        assertThat(worker.value(Metric.TABLE_APPLIED, ORDERS)).isEqualTo(applied);
        assertThat(worker.value(Metric.TABLE_DELETES, ORDERS)).isEqualTo(deletes);
        assertThat(worker.value(Metric.TABLE_SNAPSHOT, ORDERS)).isEqualTo(snapshotRows);
        assertThat(worker.value(Metric.TABLE_DELAY_MAX, ORDERS)).isEqualTo(delay);
    }

    @ParameterizedTest
    @CsvSource({
        "UNMATCHED, RECORDS_UNMATCHED",
        "REPEAT, RECORDS_REPEATED",
        "ERRANT, RECORDS_ERRANT",
        "NOTHING, RECORDS_UNCHANGING",
    })
    void aRecordThatIsNotAppliedCountsAsWhatItIsAlone(Kind kind, Metric expected) {
        metrics.applied(List.of(step(new Change("", kind), Duration.ZERO)));

        for (Metric metric : List.of(
                Metric.RECORDS_APPLIED,
                Metric.RECORDS_UNMATCHED,
                Metric.RECORDS_REPEATED,
                Metric.RECORDS_ERRANT,
                Metric.RECORDS_UNCHANGING)) {
            assertThat(worker.value(metric)).as(metric.name()).isEqualTo(metric == expected ? 1L : 0L);
        }
        assertThat(worker.tables()).isEmpty();
    }

    @Test
    void whatWasCountedBeforeDoesNotCount() {
        metrics.applied(List.of(step(new Change("", Kind.COUNTED), Duration.ZERO)));

        assertThat(worker.value(Metric.RECORDS_APPLIED)).isEqualTo(0L);
        assertThat(worker.tables()).isEmpty();
    }

    @Test
    void recordsOfSeveralTablesInAnyOrderCountForTheirs() {
        Change items = new Change("shop.items", Kind.UPSERT);
        metrics.applied(List.of(
                step(Kind.UPSERT, Duration.ofMillis(10)),
                step(Kind.UPSERT, Duration.ofMillis(20)),
                step(items, Duration.ofMillis(30)),
                step(Kind.DELETE, Duration.ofMillis(40))));

        assertThat(worker.value(Metric.RECORDS_APPLIED)).isEqualTo(4L);
        assertThat(worker.value(Metric.TABLE_APPLIED, ORDERS)).isEqualTo(3L);
        assertThat(worker.value(Metric.TABLE_DELAY_P50, ORDERS)).isEqualTo(20.0);
        assertThat(worker.value(Metric.TABLE_DELAY_P99, ORDERS)).isEqualTo(40.0);
        assertThat(worker.value(Metric.TABLE_DELAY_P95, "shop.items")).isEqualTo(30.0);
    }

    @Test
    void aClockBehindThatOfMySqlGivesNoNegativeDelay() {
        metrics.applied(List.of(step(Kind.UPSERT, Duration.ofMillis(-250))));

        assertThat(worker.value(Metric.TABLE_DELAY_P50, ORDERS)).isEqualTo(0.0);
        assertThat(worker.value(Metric.TABLE_DELAY_MAX, ORDERS)).isEqualTo(0.0);
    }

    @Test
    void aTableThatIsQuietForAMinuteHasNoDelay() {
        metrics.applied(List.of(step(Kind.UPSERT, Duration.ofMillis(40))));
        clock.pass(Duration.ofSeconds(61));

        assertThat(worker.value(Metric.TABLE_DELAY_P99, ORDERS)).isEqualTo(Double.NaN);
        assertThat(worker.value(Metric.TABLE_APPLIED, ORDERS)).isEqualTo(1L);
    }

    @Test
    void aFlightCountsWhatItSentAndWhatItSpared() {
        RedisCommand delete = new RedisCommand.Delete(RedisKey.of("a"));
        Step twice = new Step(
                step(Kind.UPSERT, Duration.ZERO).record(),
                step(Kind.UPSERT, Duration.ZERO).progress(),
                Write.of(new RecordPosition("t", 0, 0), delete, delete),
                Change.NOTHING);
        metrics.flown(
                List.of(twice),
                twice.write().size(),
                new Batch(List.of(twice.write())).coalesced(),
                Duration.ofNanos(1_500_000));

        assertThat(worker.value(Metric.FLIGHTS)).isEqualTo(1L);
        assertThat(worker.value(Metric.COMMANDS)).isEqualTo(1L);
        assertThat(worker.value(Metric.COMMANDS_COALESCED)).isEqualTo(1L);
        assertThat(worker.value(Metric.COMMAND_BYTES)).isEqualTo(1L);
        for (Metric metric : List.of(Metric.ROUND_TRIP_AVG, Metric.ROUND_TRIP_P99, Metric.ROUND_TRIP_MAX)) {
            assertThat((double) worker.value(metric)).isBetween(1.485, 1.515);
        }
    }

    @Test
    void withoutFlightsThereIsNoRoundTrip() {
        assertThat(worker.value(Metric.ROUND_TRIP_AVG)).isEqualTo(Double.NaN);
        assertThat(worker.value(Metric.ROUND_TRIP_P99)).isEqualTo(Double.NaN);
        assertThat(worker.value(Metric.ROUND_TRIP_MAX)).isEqualTo(Double.NaN);
    }

    @Test
    void whatWaitsIsShownWithTheAgeOfItsOldestChange() {
        metrics.left(
                List.of(
                        step(Kind.UPSERT, Duration.ofMillis(10)),
                        step(Kind.DELETE, Duration.ofMillis(30)),
                        step(Kind.SNAPSHOT_READ, Duration.ofDays(1)),
                        step(Change.NOTHING, Duration.ofDays(1))),
                List.of(),
                0);
        clock.pass(Duration.ofSeconds(5));

        assertThat(worker.value(Metric.RECORDS_PENDING)).isEqualTo(4);
        assertThat(worker.value(Metric.PENDING_AGE)).isEqualTo(5_030L);
        assertThat(worker.value(Metric.TABLE_PENDING, ORDERS)).isEqualTo(3L);

        metrics.left(List.of(), List.of(), 0);

        assertThat(worker.value(Metric.RECORDS_PENDING)).isEqualTo(0);
        assertThat(worker.value(Metric.PENDING_AGE)).isEqualTo(0L);
        assertThat(worker.value(Metric.TABLE_PENDING, ORDERS)).isEqualTo(0L);
    }

    @Test
    void changesOfAClockAheadHaveNoNegativeAgeWhileTheyWait() {
        metrics.left(List.of(step(Kind.UPSERT, Duration.ofMillis(-500))), List.of(), 0);

        assertThat(worker.value(Metric.PENDING_AGE)).isEqualTo(0L);
    }

    @Test
    void recordsRewindsAndFencesAreCounted() {
        metrics.received(500);
        metrics.received(0);
        metrics.skipped();
        metrics.rewound();
        metrics.rewound();
        metrics.fenced();

        assertThat(worker.value(Metric.RECORDS_RECEIVED)).isEqualTo(500L);
        assertThat(worker.value(Metric.RECORDS_SKIPPED)).isEqualTo(1L);
        assertThat(worker.value(Metric.REWINDS)).isEqualTo(2L);
        assertThat(worker.value(Metric.FENCED)).isEqualTo(1L);
    }

    @Test
    void aTaskBesideItsFormerSelfShowsItsMetricsOnceThatHasEnded() {
        PluginMetricsImpl former = (PluginMetricsImpl) worker.ofTask();
        SinkMetrics next = new SinkMetrics(worker.ofNextTask(), clock);
        next.received(7);
        next.applied(List.of(step(Kind.UPSERT, Duration.ZERO)));
        assertThat(worker.value(Metric.RECORDS_RECEIVED)).isEqualTo(0L);
        assertThat(worker.value(Metric.TABLE_APPLIED, ORDERS)).isEqualTo(1L);

        WorkerMetrics.end(former);
        clock.pass(Duration.ofSeconds(1));
        next.received(1);

        assertThat(worker.names(Map.of())).isEqualTo(attributes(Metric.Scope.TASK));
        assertThat(worker.value(Metric.RECORDS_RECEIVED)).isEqualTo(8L);
    }

    private Step step(Kind kind, Duration ago) {
        return step(new Change(ORDERS, kind), ago);
    }

    /** @param ago when the source committed it */
    private Step step(Change change, Duration ago) {
        return new Step(
                new SinkRecord("t", 0, null, null, null, null, 0),
                new Progress(
                        new Partition("t", 0),
                        0,
                        0,
                        OptionalLong.of(clock.instant().minus(ago).toEpochMilli()),
                        Optional.empty()),
                new Write(new RecordPosition("t", 0, 0), Collections.emptyList(), Collections.emptyList()),
                change);
    }

    private static Set<String> attributes(Metric.Scope scope) {
        return Arrays.stream(Metric.values())
                .filter(metric -> metric.scope() == scope)
                .map(Metric::attribute)
                .collect(Collectors.toSet());
    }
}
