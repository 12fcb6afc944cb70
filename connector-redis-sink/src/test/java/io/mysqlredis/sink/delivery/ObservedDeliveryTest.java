package io.mysqlredis.sink.delivery;

import static io.mysqlredis.sink.delivery.Steps.ONE;
import static io.mysqlredis.sink.delivery.Steps.ZERO;
import static io.mysqlredis.sink.delivery.Steps.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.mysqlredis.sink.RecordingSinkTaskContext;
import io.mysqlredis.sink.watermark.Partition;
import io.mysqlredis.sink.watermark.Watermark;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What a delivery tells its observer: each record once, whatever becomes of the flights that it travels in. */
class ObservedDeliveryTest {

    private final SettableClock clock = new SettableClock();
    private final ModelRedis redis = new ModelRedis(clock);
    private final Observations told = new Observations();
    private final Safe asides = new Safe();
    private final Delivery delivery = new Delivery(
            redis,
            asides,
            new RecordingSinkTaskContext(),
            new Ownership(ModelRedis.OWNER, "hash x", Duration.ofSeconds(45)),
            clock,
            told,
            record -> {});

    /** Tolerates all, and has it when it is told to. */
    private static final class Safe implements SetAside {

        private boolean isSafe = true;

        @Override
        public void rejected(Step step, String reason) {
            // Tolerated.
        }

        @Override
        public boolean isSafe() {
            return isSafe;
        }
    }

    @Test
    void aFlightIsToldWithWhatItSentAndWithItsRecords() {
        open(ZERO);
        take(step(ZERO, 0, "a"), step(ZERO, 1, "a", "b"), step(ZERO, 2));

        assertThat(told.flights).containsExactly("3 made, 2 sent, 3 bytes");
        assertThat(told.applied).containsExactly("0 UPSERT", "1 UPSERT", "2 UPSERT");
        assertThat(told.pending).isZero();
    }

    @Test
    void whatSendsNothingIsNoFlight() {
        open(ZERO);
        take(step(ZERO, 0));
        clock.pass(Duration.ofSeconds(2));
        delivery.advance();

        assertThat(told.flights).isEmpty();
        assertThat(told.applied).containsExactly("0 UPSERT");
    }

    @Test
    void recordsOfAFlightThatIsFlownAgainAreToldOnce() {
        open(ZERO);
        redis.breaksAfterNextWrite = true;
        take(step(ZERO, 0, "a"), step(ZERO, 1, "b"));
        assertThat(told.applied).isEmpty();
        assertThat(told.pending).isEqualTo(2);

        delivery.advance();

        assertThat(redis.applied).containsExactly("a", "b", "a", "b");
        assertThat(told.applied).containsExactly("0 UPSERT", "1 UPSERT");
        assertThat(told.flights).hasSize(1);
        assertThat(told.rewinds).isZero();
    }

    @Test
    void aRecordThatRedisRejectsIsToldAsErrantAndItsNeighboursOnce() {
        open(ZERO, ONE);
        redis.rejectedInFlight.add("bad");
        delivery.add(step(ZERO, 0, "a"));
        delivery.add(step(ZERO, 1, "bad"));
        delivery.add(step(ZERO, 2, "c"));
        delivery.add(step(ONE, 7, "other"));
        delivery.advance();

        assertThat(told.applied).containsExactlyInAnyOrder("0 UPSERT", "1 ERRANT", "2 UPSERT", "7 UPSERT");
    }

    @Test
    void aRejectedRecordIsNotToldBeforeItIsSafeElsewhere() {
        open(ZERO);
        redis.rejectedInFlight.add("bad");
        delivery.add(step(ZERO, 0, "bad"));
        redis.breakAfterWrites(1);
        delivery.advance();
        asides.isSafe = false;
        delivery.advance();
        assertThat(told.applied).isEmpty();

        asides.isSafe = true;
        delivery.advance();

        assertThat(told.applied).containsExactly("0 ERRANT");
    }

    @Test
    void aRecordThatIsRefusedIsToldAsErrantAndItsNeighboursOnce() {
        open(ZERO);
        redis.refused.add("bad");
        take(step(ZERO, 0, "a"), step(ZERO, 1, "bad"), step(ZERO, 2, "c"));

        assertThat(told.applied).containsExactly("0 UPSERT", "1 ERRANT", "2 UPSERT");
        assertThat(told.flights).containsExactly("2 made, 2 sent, 2 bytes");
    }

    @Test
    void whatRedisDelayedIsToldOnceItIsThere() {
        open(ZERO);
        redis.delayed.add("later");
        take(step(ZERO, 0, "a"), step(ZERO, 1, "later"), step(ZERO, 2, "c"));
        assertThat(told.applied).containsExactly("0 UPSERT");

        redis.delayed.clear();
        delivery.advance();

        assertThat(told.applied).containsExactly("0 UPSERT", "1 UPSERT", "2 UPSERT");
    }

    @Test
    void aStallIsToldWithItsReasonItsAttemptsAndItsEnd() {
        open(ZERO);
        redis.isAway = true;
        take(step(ZERO, 0, "a"));
        delivery.advance();
        delivery.advance();
        assertThat(told.reasons)
                .hasSize(3)
                .allSatisfy(reason -> assertThat(reason).isNotBlank());
        assertThat(told.retries).isEqualTo(2);
        assertThat(told.resumptions).isZero();
        assertThat(told.pending).isOne();

        redis.isAway = false;
        delivery.advance();
        delivery.advance();

        assertThat(told.retries).isEqualTo(3);
        assertThat(told.resumptions).isOne();
        assertThat(told.pending).isZero();
    }

    @Test
    void eachPartitionThatIsReadAgainIsToldAndThoseThatBeginAreNot() {
        open(ZERO, ONE);
        take(step(ZERO, 0, "a"), step(ONE, 0, "b"));
        assertThat(told.rewinds).isZero();

        redis.loseEverything();
        take(step(ZERO, 1, "c"));
        assertThat(told.rewinds).isEqualTo(2);

        redis.isOwnedBy(ModelRedis.OWNER, ZERO, at(-1));
        take(step(ZERO, 0, "a"), step(ZERO, 1, "c"));
        redis.isOwnedBy(ModelRedis.OWNER, ZERO, at(0));
        clock.pass(Duration.ofSeconds(2));
        delivery.advance();
        assertThat(told.rewinds).isEqualTo(3);
    }

    @Test
    void aTopicThatWasCreatedAnewIsToldAsARewind() {
        redis.isOwnedBy("former", ZERO, at(5));
        open(ZERO);
        assertThat(delivery.expects(ZERO, 5, 77)).isFalse();

        assertThat(told.rewinds).isOne();
    }

    @Test
    void recordsThatCameAgainUnaskedAreToldAsARewind() {
        open(ZERO);
        take(step(ZERO, 0, "a"), step(ZERO, 1, "b"));
        assertThat(delivery.expects(ZERO, 0, 1_000)).isFalse();

        assertThat(told.rewinds).isOne();
    }

    @Test
    void aPartitionThatAnotherTookOverIsToldAndHowManyItHas() {
        open(ZERO, ONE);
        take(step(ZERO, 0, "a"));
        redis.isOwnedBy("other", ZERO, at(0));
        take(step(ZERO, 1, "zombie"), step(ONE, 0, "b"));

        assertThat(told.fences).isOne();
        assertThat(told.foreign).isOne();
        assertThat(told.applied).containsExactly("0 UPSERT", "0 UPSERT");

        delivery.close(List.of(ZERO));
        delivery.advance();
        assertThat(told.foreign).isZero();
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

    private static Watermark at(long offset) {
        return new Watermark(offset, 1_000 + offset, OptionalLong.empty(), 0, Map.of());
    }
}
