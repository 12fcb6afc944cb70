package io.mysqlredis.sink.delivery;

import static io.mysqlredis.sink.delivery.Steps.ONE;
import static io.mysqlredis.sink.delivery.Steps.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import io.mysqlredis.sink.RecordingSinkTaskContext;
import io.mysqlredis.sink.watermark.BinlogPlace;
import io.mysqlredis.sink.watermark.Gtid;
import io.mysqlredis.sink.watermark.Partition;
import io.mysqlredis.sink.watermark.Progress;
import io.mysqlredis.sink.watermark.SourcePosition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of the last transaction of a partition when the source tells it once more. */
class RetellingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final SettableClock clock = new SettableClock();
    private final ModelRedis redis = new ModelRedis(clock);
    private final Observations observations = new Observations();
    private final RecordingSinkTaskContext context = new RecordingSinkTaskContext();
    private final Delivery delivery = new Delivery(
            redis,
            new Untouched(),
            context,
            new Ownership(ModelRedis.OWNER, "hash x", Duration.ofSeconds(45)),
            clock,
            observations,
            record -> {});

    private long offset;

    private static final class Untouched implements SetAside {

        @Override
        public void rejected(Step step, String reason) {
            throw new AssertionError(step + " is set aside: " + reason);
        }

        @Override
        public boolean isSafe() {
            return true;
        }
    }

    @BeforeEach
    void applyTransactions() {
        delivery.open(List.of(ZERO, ONE));
        tell(change(7, 100), change(8, 200), change(8, 300), change(8, 400));
        redis.applied.clear();
        observations.flights.clear();
    }

    @Test
    void itFliesOnlyWithTheChangeThatWasToldLast() {
        tell(change(8, 200));
        tell(change(8, 300));
        assertThat(redis.applied).isEmpty();
        assertThat(delivery.hasNothingPending(ZERO)).isFalse();
        assertThat(observations.pending).isEqualTo(2);
        assertThat(context.paused()).isEmpty();

        tell(change(8, 400), change(8, 500));
        assertThat(redis.applied).containsExactly("8-200", "8-300", "8-400", "8-500");
        assertThat(observations.flights).hasSize(1);
        assertThat(delivery.hasNothingPending(ZERO)).isTrue();
    }

    @Test
    void theNextTransactionTakesItAlong() {
        tell(change(8, 200));
        tell(change(9, 600));

        assertThat(redis.applied).containsExactly("8-200", "9-600");
        assertThat(observations.flights).hasSize(1);
    }

    @Test
    void whatTellsNothingOfItsSourceWaitsBehindIt() {
        tell(change(8, 200), tombstone());
        tell(tombstone());
        assertThat(redis.offset(ZERO)).isEqualTo(3);

        tell(change(8, 400));
        assertThat(redis.offset(ZERO)).isEqualTo(offset - 1);
        assertThat(observations.flights).hasSize(1);
    }

    @Test
    void repeatsOfEarlierTransactionsWaitBehindItToo() {
        tell(change(8, 200));
        tell(change(7, 100), change(8, 200), change(8, 300));
        assertThat(redis.offset(ZERO)).isEqualTo(3);

        tell(change(8, 400));
        assertThat(redis.applied).containsExactly("8-200", "8-300", "8-400");
        assertThat(observations.flights).hasSize(1);
    }

    @Test
    void otherPartitionsGoOn() {
        tell(change(8, 200));
        tell(change(ONE, 0, place(8, 250, 0, false), "other"));

        assertThat(redis.applied).containsExactly("other");
        assertThat(redis.offset(ONE)).isZero();
    }

    @Test
    void ofOneEventItEndsAtTheVeryRow() {
        tell(row(9, 700, 0, false), row(9, 800, 0, false), row(9, 800, 1, true), row(9, 800, 1, false));
        redis.applied.clear();

        tell(row(9, 700, 0, false), row(9, 800, 0, false));
        tell(row(9, 800, 1, true));
        assertThat(redis.applied).isEmpty();

        tell(row(9, 800, 1, false));
        assertThat(redis.applied).hasSize(4);
    }

    @Test
    void aCompressedTransactionWhoseEventsAreAllAtOnePlaceIsNotKeptBack() {
        tell(row(9, 800, 0, false), row(9, 800, 1, false));
        redis.applied.clear();

        tell(row(9, 800, 0, false));
        assertThat(redis.applied).hasSize(1);
    }

    @Test
    void aSourceThatStandsStillInTheMiddleIsNotAwaitedForEver() {
        tell(change(8, 200));
        clock.pass(PATIENCE.minusMillis(1));
        delivery.advance();
        assertThat(redis.applied).isEmpty();
        tell(change(8, 300));
        clock.pass(PATIENCE.minusMillis(1));
        delivery.advance();
        assertThat(redis.applied).isEmpty();

        clock.pass(Duration.ofMillis(1));
        delivery.advance();
        assertThat(redis.applied).containsExactly("8-200", "8-300");
        assertThat(observations.flights).hasSize(1);
    }

    @Test
    void aStallIsNotTakenForASourceThatStandsStill() {
        tell(change(8, 200));
        redis.isAway = true;
        tell(change(ONE, 0, place(8, 250, 0, false), "other"));
        assertThat(context.paused()).isNotEmpty();
        clock.pass(PATIENCE.multipliedBy(10));
        delivery.advance();
        redis.isAway = false;
        clock.pass(PATIENCE.multipliedBy(10));
        delivery.advance();
        assertThat(redis.applied).containsExactly("other");
        assertThat(context.paused()).isEmpty();

        tell(change(8, 300), change(8, 400));
        assertThat(redis.applied).containsExactly("other", "8-200", "8-300", "8-400");
        assertThat(observations.flights).hasSize(2);
    }

    @Test
    void whatTellsNothingOfItsSourceDoesNotProlongTheWait() {
        tell(change(8, 200));
        clock.pass(PATIENCE.minusMillis(1));
        tell(tombstone());
        assertThat(redis.applied).isEmpty();

        clock.pass(Duration.ofMillis(1));
        delivery.advance();
        assertThat(redis.applied).containsExactly("8-200");
    }

    @Test
    void aClockThatIsSetBackKeepsNothingForLonger() {
        tell(change(8, 200));
        clock.pass(Duration.ofHours(-1));
        delivery.advance();

        assertThat(redis.applied).containsExactly("8-200");
    }

    @Test
    void whereNothingMoreCanComeItIsAppliedAsItIs() {
        tell(change(8, 200));
        delivery.keepNothingBack();
        delivery.advance();

        assertThat(redis.applied).containsExactly("8-200");
    }

    @Test
    void aPartitionThatIsClosedTakesItAlong() {
        tell(change(8, 200));
        delivery.close(List.of(ZERO));
        clock.pass(PATIENCE);
        delivery.advance();

        assertThat(redis.applied).isEmpty();
        assertThat(delivery.hasNothingPending(ZERO)).isTrue();
    }

    @Test
    void aRedisThatWentBackIsFilledFromItsWatermarkOn() {
        tell(change(8, 200));
        redis.loseEverything();
        clock.pass(PATIENCE);
        delivery.advance();

        assertThat(redis.applied).isEmpty();
        assertThat(delivery.hasNothingPending(ZERO)).isTrue();
        assertThat(context.takeSeeks()).isNotEmpty();
    }

    private void tell(Step... steps) {
        for (Step step : steps) {
            Progress told = step.progress();
            assertThat(delivery.expects(step.partition(), step.offset(), told.timestamp()))
                    .isTrue();
            if (delivery.isRepeat(told)) {
                Progress unread = new Progress(
                        told.partition(), told.offset(), told.timestamp(), OptionalLong.empty(), Optional.empty());
                Step nothing = Steps.step(step.partition(), step.offset());
                delivery.add(new Step(step.record(), unread, nothing.write(), Change.REPEAT));
            } else {
                delivery.add(step);
            }
        }
        delivery.advance();
    }

    private Step change(long transaction, long position) {
        return change(ZERO, offset++, place(transaction, position, 0, false), transaction + "-" + position);
    }

    private Step row(long transaction, long position, long row, boolean isDelete) {
        return change(ZERO, offset++, place(transaction, position, row, isDelete), position + " " + row + isDelete);
    }

    private Step tombstone() {
        return Steps.step(ZERO, offset++);
    }

    private static Step change(Partition partition, long offset, SourcePosition place, String key) {
        Step step = Steps.step(partition, offset, key);
        Progress progress = new Progress(
                partition, offset, step.progress().timestamp(), OptionalLong.of(1_000), Optional.of(place));
        return new Step(step.record(), progress, step.write(), Steps.ROW);
    }

    private static SourcePosition place(long transaction, long position, long row, boolean isDelete) {
        return new SourcePosition(
                "shop",
                1,
                Optional.of(new Gtid("aa-bb:" + transaction)),
                new BinlogPlace("binlog.000001", position, row, isDelete),
                1_000);
    }
}
