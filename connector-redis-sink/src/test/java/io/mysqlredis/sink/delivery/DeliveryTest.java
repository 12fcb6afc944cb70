package io.mysqlredis.sink.delivery;

import static io.mysqlredis.sink.delivery.Steps.ONE;
import static io.mysqlredis.sink.delivery.Steps.ZERO;
import static io.mysqlredis.sink.delivery.Steps.position;
import static io.mysqlredis.sink.delivery.Steps.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mysqlredis.sink.RecordingSinkTaskContext;
import io.mysqlredis.sink.command.RecordPosition;
import io.mysqlredis.sink.command.RedisCommand;
import io.mysqlredis.sink.command.RedisKey;
import io.mysqlredis.sink.command.Write;
import io.mysqlredis.sink.watermark.Partition;
import io.mysqlredis.sink.watermark.Watermark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;

class DeliveryTest {

    private static final TopicPartition KAFKAS_ZERO = new TopicPartition("t", 0);
    private static final Duration REFRESH = Duration.ofSeconds(2);

    private final SettableClock clock = new SettableClock();
    private final ModelRedis redis = new ModelRedis(clock);
    private final RecordingSinkTaskContext context = new RecordingSinkTaskContext();
    private final Asides asides = new Asides();
    private final Delivery delivery = new Delivery(
            redis,
            asides,
            context,
            new Ownership(ModelRedis.OWNER, "hash x", Duration.ofSeconds(45)),
            clock,
            new Observations(),
            record -> {});

    /** Tolerates rejected records until it is told not to. */
    private static final class Asides implements SetAside {

        private final List<RecordPosition> positions = new ArrayList<>();
        private boolean areTolerated = true;
        private boolean areSafe = true;

        @Override
        public void rejected(Step step, String reason) {
            if (!areTolerated) {
                throw new DataException("not tolerated");
            }
            positions.add(step.write().position());
        }

        @Override
        public boolean isSafe() {
            return areSafe;
        }
    }

    @Test
    void whatIsAppliedMayBeCommitted() {
        open(ZERO);
        take(step(ZERO, 0, "a"), step(ZERO, 3, "b"));

        assertThat(redis.applied).containsExactly("a", "b");
        assertThat(delivery.applied()).isEqualTo(Map.of(ZERO, 4L));
        assertThat(redis.offset(ZERO)).isEqualTo(3);
    }

    @Test
    void aPartitionThatComesAfterTheOthersIsWarnedOf() {
        open(ZERO);
        clock.pass(Duration.ofDays(1));

        try (LogLines log = LogLines.of(Notices.class)) {
            open(ONE);
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("WARN " + ONE + ": this partition is new, while others of its topic are old.");
        }
    }

    @Test
    void partitionsThatComeTogetherAreNotWarnedOfNowOrLater() {
        try (LogLines log = LogLines.of(Notices.class)) {
            open(ZERO, ONE);
            delivery.close(List.of(ZERO, ONE));
            clock.pass(Duration.ofDays(1));
            open(ZERO);
            open(ONE);

            assertThat(log.lines()).noneMatch(line -> line.contains("this partition is new"));
        }
    }

    @Test
    void watermarksAreConfirmedEveryTwoSecondsThoughNothingHappens() {
        open(ZERO, ONE);
        take(step(ZERO, 0, "a"));
        delivery.advance();
        long first = redis.held(ZERO).checkedAt().orElseThrow();

        clock.pass(Duration.ofMillis(1_999));
        delivery.advance();
        assertThat(redis.held(ZERO).checkedAt()).hasValue(first);

        clock.pass(Duration.ofMillis(1));
        delivery.advance();
        assertThat(redis.held(ZERO).checkedAt()).hasValue(clock.millis());
        assertThat(redis.held(ONE).checkedAt()).hasValue(clock.millis());
        assertThat(context.timeouts().get(context.timeouts().size() - 1)).isLessThanOrEqualTo(1_000L);
    }

    @Test
    void aPartitionWithRecordsOnTheirWayIsNotConfirmed() {
        open(ZERO);
        take(step(ZERO, 0, "a"));
        clock.pass(REFRESH);
        asides.areSafe = false;
        long before = redis.held(ZERO).checkedAt().orElseThrow();
        take(step(ZERO, 1, "b"));

        assertThat(redis.held(ZERO).checkedAt()).hasValue(before);
        assertThat(redis.applied).containsExactly("a");
    }

    @Test
    void aCallEndsAfterTenSecondsHoweverSlowRedisIs() {
        open(ZERO);
        redis.timeOfAWrite = Duration.ofSeconds(4);
        for (int offset = 0; offset < 5_000; offset++) {
            delivery.add(step(ZERO, offset, "k" + offset));
        }

        long before = clock.millis();
        delivery.advance();

        // Two flights, each followed by a confirmation: what began in time goes to its end.
        assertThat(clock.millis() - before).isBetween(10_000L, 16_000L);
        assertThat(redis.offset(ZERO)).isEqualTo(999);
        assertThat(delivery.isDone()).isFalse();
        assertThat(context.paused()).containsExactly(KAFKAS_ZERO);
        assertThat(context.timeouts().get(context.timeouts().size() - 1)).isLessThanOrEqualTo(1L);
    }

    @Test
    void whileRedisIsAwayNothingIsReadAndThenAllIsAppliedInItsOrder() {
        open(ZERO);
        redis.isAway = true;
        take(step(ZERO, 0, "a"), step(ZERO, 1, "b"));
        assertThat(context.paused()).containsExactly(KAFKAS_ZERO);
        assertThat(delivery.applied()).isEmpty();

        redis.isAway = false;
        delivery.advance();

        assertThat(redis.applied).containsExactly("a", "b");
        assertThat(context.paused()).isEmpty();
    }

    @Test
    void aFlightThatArrivedThoughTheConnectionBrokeIsAskedAboutAgain() {
        open(ZERO);
        redis.breaksAfterNextWrite = true;
        take(step(ZERO, 0, "a"));
        delivery.advance();

        assertThat(redis.applied).containsExactly("a", "a");
        assertThat(delivery.applied()).isEqualTo(Map.of(ZERO, 1L));
        assertThat(context.takeSeeks()).isEqualTo(Map.of(KAFKAS_ZERO, 0L));
    }

    @Test
    void aFlightThatDidNotArriveIsFlownAgain() {
        open(ZERO);
        redis.breaksBeforeNextWrite = true;
        take(step(ZERO, 0, "a"));
        assertThat(redis.applied).isEmpty();
        delivery.advance();

        assertThat(redis.applied).containsExactly("a");
    }

    @Test
    void whatRedisLostIsReadAgainAndWhatWasTakenInIsDropped() {
        open(ZERO, ONE);
        take(step(ZERO, 0, "a"), step(ONE, 0, "b"));
        context.takeSeeks();
        redis.loseEverything();
        take(step(ZERO, 1, "c"));

        assertThat(redis.applied).isEmpty();
        assertThat(delivery.isDone()).isTrue();
        assertThat(context.takeSeeks()).isEqualTo(Map.of(KAFKAS_ZERO, 0L, new TopicPartition("t", 1), 0L));
        assertThat(delivery.applied()).isEmpty();
    }

    @Test
    void aRedisThatWentBackIsReadFromThere() {
        open(ZERO);
        take(step(ZERO, 0, "a"), step(ZERO, 1, "b"), step(ZERO, 2, "c"));
        context.takeSeeks();
        redis.isOwnedBy(ModelRedis.OWNER, ZERO, at(1));
        clock.pass(REFRESH);
        delivery.advance();

        assertThat(context.takeSeeks()).isEqualTo(Map.of(KAFKAS_ZERO, 1L));
        assertThat(delivery.applied()).isEmpty();
        assertThat(delivery.expects(ZERO, 1, 1_001)).isFalse();
        assertThat(delivery.applied()).isEqualTo(Map.of(ZERO, 2L));
    }

    /** After it lost everything an operator restores a copy, while this task already writes all anew. */
    @Test
    void aRedisThatWentAheadIsReadOnFromThereAndShowsNoOldVersions() {
        open(ZERO);
        take(step(ZERO, 0, "a"));
        context.takeSeeks();
        redis.isOwnedBy(ModelRedis.OWNER, ZERO, at(5));
        take(step(ZERO, 1, "old"), step(ZERO, 2, "old"));

        assertThat(redis.applied).containsExactly("a");
        assertThat(redis.offset(ZERO)).isEqualTo(5);
        assertThat(context.takeSeeks()).isEqualTo(Map.of(KAFKAS_ZERO, 5L));
        assertThat(delivery.isDone()).isTrue();
    }

    @Test
    void aFlightThatArrivedIsNoFlightOnceAnotherIsApplied() {
        open(ZERO);
        redis.breaksBeforeNextWrite = true;
        take(step(ZERO, 0, "a"), step(ZERO, 1, "b"));
        delivery.advance();
        redis.loseEverything();
        clock.pass(REFRESH);
        delivery.advance();
        context.takeSeeks();
        redis.isOwnedBy(ModelRedis.OWNER, ZERO, at(1));
        take(step(ZERO, 0, "old"));

        assertThat(redis.applied).isEmpty();
        assertThat(context.takeSeeks()).isEqualTo(Map.of(KAFKAS_ZERO, 1L));
    }

    @Test
    void whatWasTakenInOfAPartitionThatAnotherTookOverIsDropped() {
        open(ZERO, ONE);
        take(step(ZERO, 0, "a"));
        redis.isOwnedBy("other", ZERO, at(0));
        take(step(ZERO, 1, "zombie"), step(ONE, 0, "b"));

        assertThat(redis.applied).containsExactly("a", "b");
        assertThat(redis.held(ZERO).owner()).contains("other");
        assertThat(redis.offset(ZERO)).isZero();
        assertThat(delivery.applied()).isEqualTo(Map.of(ONE, 1L));
        assertThat(delivery.expects(ZERO, 2, 0)).isFalse();
        assertThat(delivery.isDone()).isTrue();
    }

    @Test
    void aPartitionWhoseOwnerGivesNoSignIsTakenBackAfterTenSeconds() {
        fence();
        idle(Duration.ofSeconds(9));
        assertThat(redis.held(ZERO).owner()).contains("other");
        context.takeSeeks();

        idle(Duration.ofSeconds(3));

        assertThat(redis.held(ZERO).owner()).contains(ModelRedis.OWNER);
        assertThat(context.takeSeeks()).isEqualTo(Map.of(KAFKAS_ZERO, 5L));
    }

    @Test
    void aPartitionThatAnotherGoesOnToWriteFailsTheTaskAfterTheSessionTimeout() {
        fence();
        for (int second = 0; second < 44; second += 2) {
            clock.pass(REFRESH);
            redis.isOwnedBy("other", ZERO, at(second));
            assertThatCode(delivery::advance).doesNotThrowAnyException();
        }

        clock.pass(REFRESH);
        redis.isOwnedBy("other", ZERO, at(60));
        assertThatThrownBy(delivery::advance)
                .isInstanceOf(ConnectException.class)
                .hasMessageStartingWith("t-0 is written by another task too: other, while this one is me;")
                .hasMessageContaining("connector of the same name");
        assertThat(redis.held(ZERO).owner()).contains("other");
    }

    @Test
    void aPartitionThatWasClosedIsNotContested() {
        fence();
        delivery.close(List.of(ZERO));
        idle(Duration.ofSeconds(60));

        assertThat(redis.held(ZERO).owner()).contains("other");
    }

    @Test
    void anOwnerOutOfThePastDoesNotKeepAPartition() {
        open(ZERO);
        take(step(ZERO, 0, "a"), step(ZERO, 1, "b"));
        context.takeSeeks();
        redis.isOwnedBy("past", ZERO, at(0));
        clock.pass(REFRESH);
        delivery.advance();

        assertThat(redis.held(ZERO).owner()).contains(ModelRedis.OWNER);
        assertThat(context.takeSeeks()).isEqualTo(Map.of(KAFKAS_ZERO, 0L));
    }

    @Test
    void anOwnerThatComesBackIsNoneOutOfThePast() {
        open(ZERO);
        take(step(ZERO, 3, "a"), step(ZERO, 4, "b"));
        for (int claims = 0; claims < 2; claims++) {
            assertThat(redis.held(ZERO).owner()).contains(ModelRedis.OWNER);
            redis.isOwnedBy("other", ZERO, at(claims));
            clock.pass(REFRESH);
            delivery.advance();
            take(step(ZERO, 8 + claims, "c"));
        }

        assertThat(redis.held(ZERO).owner()).contains("other");
        assertThat(redis.applied).containsExactly("a", "b", "c");
    }

    @Test
    void watermarksAreConfirmedThoughTheClockIsSetBack() {
        open(ZERO);
        take(step(ZERO, 0, "a"));
        context.takeSeeks();
        clock.pass(Duration.ofHours(-1));
        redis.loseEverything();

        idle(Duration.ofSeconds(3));

        assertThat(context.takeSeeks()).isEqualTo(Map.of(KAFKAS_ZERO, 0L));
    }

    @Test
    void aPartitionWhoseOwnerIsGoneIsTakenBackThoughTheClockIsSetBack() {
        fence();
        clock.pass(Duration.ofHours(-1));

        idle(Duration.ofSeconds(13));

        assertThat(redis.held(ZERO).owner()).contains(ModelRedis.OWNER);
    }

    @Test
    void aRecordThatIsRejectedIsSetAsideAndTheWatermarkPassesItWhenThatIsSafe() {
        open(ZERO);
        redis.rejectedInFlight.add("bad");
        asides.areSafe = true;
        delivery.add(step(ZERO, 0, "a"));
        delivery.add(step(ZERO, 1, "bad"));
        delivery.add(step(ZERO, 2, "c"));
        delivery.advance();

        assertThat(asides.positions).containsExactly(position(ZERO, 1));
        // The second time in case the first was left out for the one that is rejected.
        assertThat(redis.applied).containsExactly("a", "c", "c");
        assertThat(redis.offset(ZERO)).isEqualTo(2);
    }

    @Test
    void whereNoneIsToleratedTheWatermarkStandsBeforeTheRejectedRecord() {
        open(ZERO, ONE);
        redis.rejectedInFlight.add("bad");
        asides.areTolerated = false;
        delivery.add(step(ZERO, 0, "a"));
        delivery.add(step(ONE, 5, "other"));
        delivery.add(step(ZERO, 1, "bad"));
        delivery.add(step(ZERO, 2, "c"));

        assertThatThrownBy(delivery::advance).isInstanceOf(DataException.class);
        assertThat(redis.offset(ZERO)).isZero();
        assertThat(redis.offset(ONE)).isEqualTo(5);
    }

    @Test
    void aWatermarkIsPutRightThoughRedisWasAwayAfterTheRejection() {
        open(ZERO);
        redis.rejectedInFlight.add("bad");
        asides.areSafe = true;
        delivery.add(step(ZERO, 0, "a"));
        delivery.add(step(ZERO, 1, "bad"));
        delivery.add(step(ZERO, 2, "c"));
        redis.breakAfterWrites(1);
        delivery.advance();
        assertThat(redis.offset(ZERO)).isEqualTo(2);
        assertThat(delivery.applied()).isEmpty();
        assertThat(asides.positions).isEmpty();

        asides.areTolerated = false;
        assertThatThrownBy(delivery::advance).isInstanceOf(DataException.class);
        assertThat(redis.offset(ZERO)).isZero();
    }

    @Test
    void afterThatItStaysThereUntilTheDeadLetterQueueIsSafe() {
        open(ZERO);
        redis.rejectedInFlight.add("bad");
        delivery.add(step(ZERO, 0, "a"));
        delivery.add(step(ZERO, 1, "bad"));
        delivery.add(step(ZERO, 2, "c"));
        redis.breakAfterWrites(1);
        delivery.advance();
        asides.areSafe = false;
        clock.pass(REFRESH);
        delivery.advance();
        assertThat(redis.offset(ZERO)).isZero();
        assertThat(asides.positions).containsExactly(position(ZERO, 1));

        asides.areSafe = true;
        delivery.advance();
        assertThat(redis.offset(ZERO)).isEqualTo(2);
        assertThat(redis.applied).containsExactly("a", "c", "c");
    }

    @Test
    void aRedisThatWentBackBeforeItsWatermarkWasPutRightIsReadFromThere() {
        open(ZERO);
        take(step(ZERO, 0, "a"));
        redis.rejectedInFlight.add("bad");
        delivery.add(step(ZERO, 1, "b"));
        delivery.add(step(ZERO, 2, "bad"));
        redis.breakAfterWrites(1);
        delivery.advance();
        context.takeSeeks();
        redis.isOwnedBy(ModelRedis.OWNER, ZERO, at(0));
        delivery.advance();

        assertThat(redis.offset(ZERO)).isZero();
        assertThat(context.takeSeeks()).isEqualTo(Map.of(KAFKAS_ZERO, 0L));
        assertThat(asides.positions).isEmpty();
    }

    @Test
    void aTaskThatLostItsPartitionPutsNoWatermarkRight() {
        open(ZERO);
        redis.rejectedInFlight.add("bad");
        delivery.add(step(ZERO, 0, "a"));
        delivery.add(step(ZERO, 1, "bad"));
        redis.breakAfterWrites(1);
        delivery.advance();
        redis.isOwnedBy("other", ZERO, at(9));
        delivery.advance();

        assertThat(redis.offset(ZERO)).isEqualTo(9);
        assertThat(asides.positions).containsExactly(position(ZERO, 1));
        assertThat(delivery.isDone()).isTrue();
    }

    @Test
    void aFlightThatIsRefusedGoesAgainWithoutTheRecordThatIsToBlame() {
        open(ZERO);
        redis.refused.add("bad");
        take(step(ZERO, 0, "a"), step(ZERO, 1, "bad"), step(ZERO, 2, "c"));

        assertThat(redis.applied).containsExactly("a", "c");
        assertThat(asides.positions).containsExactly(position(ZERO, 1));
        assertThat(redis.offset(ZERO)).isEqualTo(2);
    }

    @Test
    void whatRedisDelayedIsAppliedLaterWithAllThatFollowsIt() {
        open(ZERO);
        redis.delayed.add("later");
        take(step(ZERO, 0, "a"), step(ZERO, 1, "later"), step(ZERO, 2, "c"));
        assertThat(delivery.applied()).isEmpty();
        assertThat(context.paused()).containsExactly(KAFKAS_ZERO);

        redis.delayed.clear();
        delivery.advance();

        assertThat(redis.applied).containsExactly("a", "c", "later", "c");
        assertThat(asides.positions).isEmpty();
        assertThat(redis.offset(ZERO)).isEqualTo(2);
    }

    @Test
    void anEntryOfAStreamThatRedisDelayedIsAppendedThoughTheConnectionBroke() {
        RedisCommand entry = new RedisCommand.Append(RedisKey.of("later"), List.of(), OptionalLong.empty());
        open(ZERO);
        redis.delayed.add("later");
        redis.breakAfterWrites(1);
        take(step(ZERO, 0, "a"), step(ZERO, 1, Write.of(position(ZERO, 1), entry)));
        delivery.advance();
        redis.delayed.clear();
        delivery.advance();

        assertThat(redis.applied).containsExactly("a", "later");
        assertThat(redis.offset(ZERO)).isEqualTo(1);
    }

    @Test
    void nothingIsAppliedOrCommittedWhileTheDeadLetterQueueIsNotSafe() {
        open(ZERO);
        take(step(ZERO, 0, "a"));
        asides.areSafe = false;
        take(step(ZERO, 1));

        assertThat(redis.offset(ZERO)).isZero();
        assertThat(delivery.applied()).isEmpty();
        assertThat(context.paused()).containsExactly(KAFKAS_ZERO);

        asides.areSafe = true;
        delivery.advance();
        assertThat(redis.offset(ZERO)).isEqualTo(1);
        assertThat(context.paused()).isEmpty();
    }

    @Test
    void aPartitionThatIsClosedTakesItsRecordsWithIt() {
        open(ZERO, ONE);
        redis.isAway = true;
        take(step(ZERO, 0, "a"), step(ONE, 0, "b"));
        delivery.close(List.of(ZERO));
        redis.isAway = false;
        delivery.advance();

        assertThat(redis.applied).containsExactly("b");
        assertThat(redis.offset(ZERO)).isEqualTo(-1);
        assertThat(delivery.expects(ZERO, 1, 0)).isFalse();
        assertThat(delivery.applied()).containsOnlyKeys(ONE);
        assertThat(delivery.hasNothingPending(ZERO)).isTrue();
    }

    @Test
    void aPartitionIsSoughtThoughTheLookAtAnotherFailed() {
        redis.isAwayForPeeks = true;
        open(ZERO, ONE);
        assertThat(delivery.expects(ZERO, 7, 0)).isFalse();
        delivery.advance();

        assertThat(context.takeSeeks()).isEqualTo(Map.of(KAFKAS_ZERO, 0L, new TopicPartition("t", 1), 0L));
    }

    @Test
    void aTopicOfWhichAnotherRecordStandsAtTheWatermarkIsReadFromItsBeginning() {
        redis.isOwnedBy("former", ZERO, at(5));
        open(ZERO);
        assertThat(context.takeSeeks()).isEqualTo(Map.of(KAFKAS_ZERO, 5L));

        assertThat(delivery.expects(ZERO, 5, 77)).isFalse();
        assertThat(delivery.expects(ZERO, 6, 78)).isFalse();
        delivery.advance();

        assertThat(context.takeSeeks()).isEqualTo(Map.of(KAFKAS_ZERO, 0L));
        assertThat(redis.offset(ZERO)).isEqualTo(-1);
        assertThat(delivery.expects(ZERO, 0, 70)).isTrue();
    }

    private void open(Partition... partitions) {
        delivery.open(List.of(partitions));
    }

    private void take(Step... steps) {
        for (Step step : steps) {
            if (delivery.expects(
                    step.partition(), step.offset(), step.progress().timestamp())) {
                delivery.add(step);
            }
        }
        delivery.advance();
    }

    /** Another one owns partition 0, and has applied up to offset 5. */
    private void fence() {
        open(ZERO);
        delivery.advance();
        redis.isOwnedBy("other", ZERO, at(5));
        clock.pass(REFRESH);
        delivery.advance();
        assertThat(redis.watermarks.keySet()).isEqualTo(Set.of(ZERO));
    }

    private void idle(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            clock.pass(Duration.ofSeconds(1));
            delivery.advance();
        }
    }

    private static Watermark at(long offset) {
        return new Watermark(offset, 1_000 + offset, OptionalLong.empty(), 0, Map.of());
    }
}
