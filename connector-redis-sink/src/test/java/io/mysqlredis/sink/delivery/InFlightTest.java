package io.mysqlredis.sink.delivery;

import static io.mysqlredis.sink.delivery.Steps.ONE;
import static io.mysqlredis.sink.delivery.Steps.ZERO;
import static io.mysqlredis.sink.delivery.Steps.position;
import static io.mysqlredis.sink.delivery.Steps.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mysqlredis.sink.RecordingSinkTaskContext;
import io.mysqlredis.sink.command.RecordPosition;
import io.mysqlredis.sink.watermark.Partition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;

/** What happens while the last flight of a call is still in the air. */
class InFlightTest {

    private static final int MANY = 25;

    private final SettableClock clock = new SettableClock();
    private final ModelRedis redis = new ModelRedis(clock);
    private final RecordingSinkTaskContext context = new RecordingSinkTaskContext();
    private final List<RecordPosition> asides = new ArrayList<>();
    private boolean tolerates = true;
    private boolean isSafe = true;
    private final Delivery delivery = new Delivery(
            redis,
            new SetAside() {
                @Override
                public void rejected(Step step, String reason) {
                    if (!tolerates) {
                        throw new DataException("not tolerated");
                    }
                    asides.add(step.write().position());
                }

                @Override
                public boolean isSafe() {
                    return isSafe;
                }
            },
            context,
            new Ownership(ModelRedis.OWNER, "hash x", Duration.ofSeconds(45)),
            clock,
            new Observations(),
            record -> {});

    @Test
    void manyRecordsAreSentAndNotWaitedFor() {
        open(ZERO);
        take(ZERO, 0, MANY);

        assertThat(redis.applied).hasSize(MANY);
        assertThat(delivery.isDone()).isFalse();
        assertThat(delivery.applied()).isEmpty();
        assertThat(delivery.hasNothingPending(ZERO)).isFalse();
        // More is read at once, and if nothing comes, the task is called all the same.
        assertThat(context.paused()).isEmpty();
        assertThat(lastTimeout()).isEqualTo(1);
    }

    @Test
    void theNextCallLearnsWhatBecameOfThem() {
        open(ZERO);
        take(ZERO, 0, MANY);
        delivery.advance();

        assertThat(delivery.isDone()).isTrue();
        assertThat(delivery.applied()).isEqualTo(Map.of(ZERO, (long) MANY));
        assertThat(lastTimeout()).isEqualTo(1_000);
    }

    @Test
    void fewRecordsAreWaitedFor() {
        open(ZERO);
        take(ZERO, 0, MANY - 1);

        assertThat(delivery.isDone()).isTrue();
        assertThat(delivery.applied()).isEqualTo(Map.of(ZERO, MANY - 1L));
    }

    @Test
    void aCommitLearnsWhatBecameOfThem() {
        open(ZERO);
        take(ZERO, 0, MANY);
        delivery.awaitFlight();

        assertThat(delivery.applied()).isEqualTo(Map.of(ZERO, (long) MANY));
    }

    @Test
    void aCommitAsksForNoSeekThoughRedisHasLostEverything() {
        open(ZERO);
        context.takeSeeks();
        redis.loseEverything();
        take(ZERO, 0, MANY);
        delivery.awaitFlight();

        assertThat(context.takeSeeks()).isEmpty();
        assertThat(delivery.applied()).isEmpty();
        assertThat(delivery.hasNothingPending(ZERO)).isFalse();

        delivery.advance();
        assertThat(context.takeSeeks()).isEqualTo(Map.of(kafkas(ZERO), 0L));
    }

    @Test
    void whatComesMeanwhileFliesBehindThem() {
        open(ZERO);
        take(ZERO, 0, MANY);
        take(ZERO, MANY, 2 * MANY);
        delivery.advance();

        assertThat(redis.applied).hasSize(2 * MANY).startsWith("k0").endsWith("k" + (2 * MANY - 1));
        assertThat(delivery.applied()).isEqualTo(Map.of(ZERO, 2L * MANY));
    }

    @Test
    void whatDidNotArriveFliesAgainBeforeWhatCameMeanwhile() {
        open(ZERO);
        redis.breaksBeforeNextWrite = true;
        take(ZERO, 0, MANY);
        assertThat(redis.applied).isEmpty();
        take(ZERO, MANY, 2 * MANY);
        assertThat(context.paused()).containsExactly(kafkas(ZERO));
        delivery.advance();
        delivery.advance();

        assertThat(redis.applied).hasSize(2 * MANY).startsWith("k0").endsWith("k" + (2 * MANY - 1));
        assertThat(context.paused()).isEmpty();
    }

    @Test
    void aRecordThatIsRejectedIsSetAsideOnceItsReplyIsRead() {
        open(ZERO);
        redis.rejectedInFlight.add("k7");
        take(ZERO, 0, MANY);
        assertThat(asides).isEmpty();
        delivery.advance();
        delivery.advance();

        assertThat(asides).containsExactly(position(ZERO, 7));
        assertThat(redis.offset(ZERO)).isEqualTo(MANY - 1);
    }

    @Test
    void aPartitionIsNotGivenAwayBeforeItIsKnownWhatWasRejected() {
        open(ZERO, ONE);
        redis.rejectedInFlight.add("k7");
        take(ZERO, 0, MANY);
        delivery.close(List.of(ZERO));

        // Set aside, with the watermark before it until it was.
        assertThat(asides).containsExactly(position(ZERO, 7));
        assertThat(redis.offset(ZERO)).isEqualTo(6);
    }

    @Test
    void whoTakesAPartitionOverMeetsTheRejectedRecordThatIsNotTolerated() {
        tolerates = false;
        open(ZERO);
        redis.rejectedInFlight.add("k7");
        take(ZERO, 0, MANY);
        assertThatThrownBy(() -> delivery.close(List.of(ZERO))).isInstanceOf(DataException.class);

        assertThat(redis.offset(ZERO)).isEqualTo(6);
    }

    @Test
    void aRejectionThatIsNotToleratedComesUpAgainAfterACommit() {
        tolerates = false;
        open(ZERO);
        redis.refused.add("k7");
        take(ZERO, 0, MANY);
        assertThatThrownBy(delivery::awaitFlight).isInstanceOf(DataException.class);

        // Nothing of it is forgotten, and so nothing of it is committed.
        assertThat(delivery.hasNothingPending(ZERO)).isFalse();
        assertThat(delivery.applied()).isEmpty();
        assertThatThrownBy(() -> {
                    delivery.advance();
                    delivery.advance();
                })
                .isInstanceOf(DataException.class);
    }

    @Test
    void aRejectedRecordThatIsNotToleratedComesUpAgainUntilTheTaskHasEnded() {
        tolerates = false;
        open(ZERO);
        redis.rejectedInFlight.add("k7");
        take(ZERO, 0, MANY);
        assertThatThrownBy(delivery::advance).isInstanceOf(DataException.class);
        assertThatThrownBy(delivery::advance).isInstanceOf(DataException.class);

        assertThat(redis.offset(ZERO)).isEqualTo(6);
    }

    @Test
    void whatIsTakenAwayIsNeitherSoughtNorPaused() {
        open(ZERO, ONE);
        context.takeSeeks();
        take(ZERO, 0, MANY);
        redis.loseEverything();
        redis.breaksAfterNextWrite = true;
        take(ONE, 0, MANY);
        context.takeSeeks();
        redis.loseEverything();
        delivery.close(List.of(ONE));
        delivery.advance();

        assertThat(context.takeSeeks()).doesNotContainKey(kafkas(ONE));
        assertThat(context.paused()).doesNotContain(kafkas(ONE));
    }

    @Test
    void aRedisThatGoesOnRefusingIsNotAskedMoreAndMoreOften() {
        open(ZERO);
        redis.breaksBeforeNextWrite = true;
        take(ZERO, 0, MANY);
        delivery.advance();
        assertThat(lastTimeout()).as("first at once").isEqualTo(1);

        redis.breaksBeforeNextWrite = true;
        delivery.advance();
        assertThat(lastTimeout()).isGreaterThanOrEqualTo(50);
        assertThat(context.paused()).containsExactly(kafkas(ZERO));
    }

    @Test
    void aRejectionIsNotForgottenThoughRecordsComeAgainMeanwhile() {
        open(ZERO);
        redis.rejectedInFlight.add("k7");
        take(ZERO, 0, MANY);
        assertThat(delivery.expects(ZERO, 3, 1_003)).isFalse();
        delivery.advance();

        assertThat(asides).containsExactly(position(ZERO, 7));
    }

    @Test
    void aFlightThatFailsAsItsPartitionIsTakenAwayPausesOnlyTheOthers() {
        open(ZERO, ONE);
        redis.breaksBeforeNextWrite = true;
        take(ZERO, 0, MANY);
        delivery.close(List.of(ZERO));

        assertThat(context.paused()).containsExactly(kafkas(ONE));
    }

    @Test
    void aPartitionThatComesFindsNothingInTheAir() {
        open(ZERO);
        take(ZERO, 0, MANY);
        delivery.open(List.of(ONE));

        assertThat(delivery.applied()).isEqualTo(Map.of(ZERO, (long) MANY));
    }

    @Test
    void othersGoOnAfterAFlightThatFailedAsAPartitionWasTakenAway() {
        open(ZERO, ONE);
        redis.breaksBeforeNextWrite = true;
        take(ZERO, 0, 1);
        takeIn(ZERO, 1, MANY);
        takeIn(ONE, 0, MANY);
        redis.breaksBeforeNextWrite = true;
        delivery.advance();
        delivery.close(List.of(ONE));
        delivery.advance();
        delivery.advance();

        assertThat(redis.offset(ZERO)).isEqualTo(MANY - 1);
        assertThat(redis.offset(ONE)).isEqualTo(-1);
        assertThat(delivery.isDone()).isTrue();
    }

    @Test
    void anUnsafeDeadLetterQueueKeepsTheNextFlightBackAndNotTheOneInTheAir() {
        open(ZERO);
        take(ZERO, 0, MANY);
        isSafe = false;
        take(ZERO, MANY, MANY + 1);

        assertThat(redis.applied).hasSize(MANY);
        assertThat(delivery.applied()).isEmpty();
        assertThat(delivery.isDone()).isFalse();

        isSafe = true;
        delivery.advance();
        assertThat(delivery.applied()).isEqualTo(Map.of(ZERO, MANY + 1L));
    }

    @Test
    void watermarksAreConfirmedThoughThereIsAlwaysAFlightInTheAir() {
        open(ZERO, ONE);
        for (int call = 0; call < 10; call++) {
            take(ZERO, (long) call * MANY, (call + 1L) * MANY);
            clock.pass(Duration.ofMillis(300));
        }

        assertThat(clock.millis() - redis.held(ONE).checkedAt().orElseThrow()).isLessThanOrEqualTo(2_600);
    }

    private void open(Partition... partitions) {
        delivery.open(List.of(partitions));
        // Confirms the watermarks, for which a flight is waited for.
        delivery.advance();
    }

    /** Deletes of a key each. */
    private void take(Partition partition, long from, long until) {
        takeIn(partition, from, until);
        delivery.advance();
    }

    private void takeIn(Partition partition, long from, long until) {
        for (long offset = from; offset < until; offset++) {
            if (delivery.expects(partition, offset, 1_000 + offset)) {
                delivery.add(step(partition, offset, "k" + offset));
            }
        }
    }

    private long lastTimeout() {
        return context.timeouts().get(context.timeouts().size() - 1);
    }

    private static TopicPartition kafkas(Partition partition) {
        return new TopicPartition(partition.topic(), partition.number());
    }
}
