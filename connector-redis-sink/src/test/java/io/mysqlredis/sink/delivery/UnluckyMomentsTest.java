package io.mysqlredis.sink.delivery;

import static io.mysqlredis.sink.delivery.Steps.ZERO;
import static io.mysqlredis.sink.delivery.Steps.position;
import static io.mysqlredis.sink.delivery.Steps.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mysqlredis.sink.RecordingSinkTaskContext;
import io.mysqlredis.sink.command.Batch;
import io.mysqlredis.sink.command.RecordPosition;
import io.mysqlredis.sink.command.Write;
import io.mysqlredis.sink.watermark.Partition;
import io.mysqlredis.sink.watermark.Rejected;
import io.mysqlredis.sink.watermark.Watermark;
import io.mysqlredis.sink.writer.Held;
import io.mysqlredis.sink.writer.RedisWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;

/** What can happen between a reply and the next look at the watermarks. */
class UnluckyMomentsTest {

    private final SettableClock clock = new SettableClock();
    private final ModelRedis redis = new ModelRedis(clock);
    private final ByPosition writer = new ByPosition(redis);
    private final RecordingSinkTaskContext context = new RecordingSinkTaskContext();
    private final List<RecordPosition> asides = new ArrayList<>();
    private boolean tolerates = true;
    private final Delivery delivery = delivery();

    private Delivery delivery() {
        return new Delivery(
                writer,
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
                        return true;
                    }
                },
                context,
                new Ownership(ModelRedis.OWNER, "hash x", java.time.Duration.ofSeconds(45)),
                clock,
                new Observations(),
                record -> {});
    }

    /** Rejects what some records cause while it carries out the rest, as EXEC does. */
    private static final class ByPosition implements RedisWriter {

        private final ModelRedis redis;
        private final Set<RecordPosition> bad = new HashSet<>();

        ByPosition(ModelRedis redis) {
            this.redis = redis;
        }

        @Override
        public boolean keepsWatermarks() {
            return true;
        }

        @Override
        public Map<Partition, Held> look(Set<Partition> open, Map<Partition, Claim> claims) {
            return redis.look(open, claims);
        }

        @Override
        public Map<Partition, Held> peek(Set<Partition> partitions) {
            return redis.peek(partitions);
        }

        @Override
        public boolean isWatching() {
            return redis.isWatching();
        }

        @Override
        public InFlight send(Batch run, Map<Partition, Watermark> marks) {
            List<Write> writes = new ArrayList<>();
            List<Rejection> rejections = new ArrayList<>();
            for (Write write : run.writes()) {
                if (bad.contains(write.position()) && !write.commands().isEmpty()) {
                    rejections.add(new Rejection(write.position(), "no"));
                    writes.add(new Write(write.position(), List.of(), List.of()));
                } else {
                    writes.add(write);
                }
            }
            Outcome outcome = redis.write(new Batch(writes), marks);
            return (outcome.fate() == Fate.APPLIED ? new Outcome(Fate.APPLIED, rejections) : outcome).landed();
        }

        @Override
        public Outcome sweep(Write write) {
            return redis.sweep(write);
        }

        @Override
        public void alter(Map<Partition, Watermark> marks) {
            redis.alter(marks);
        }

        @Override
        public void forgetAll() {
            redis.forgetAll();
        }

        @Override
        public void close() {
            redis.close();
        }
    }

    /** A copy is further than its offset tells. */
    @Test
    void aCopyThatHasMoreThanItsOffsetTellsIsReadOnFromThere() {
        open();
        take(step(ZERO, 0, "a"));
        context.takeSeeks();
        redis.isOwnedBy(ModelRedis.OWNER, ZERO, at(0, 1_000).before(new Rejected(3, Set.of(1L))));
        take(step(ZERO, 1, "old"), step(ZERO, 2, "old"));

        assertThat(context.takeSeeks()).containsValue(0L);
        assertThat(redis.applied).containsExactly("a");
    }

    /** Another topic's watermark at the same offset. */
    @Test
    void aCopyAtTheSameOffsetOfAnotherRecordIsLookedInto() {
        open();
        take(step(ZERO, 0, "a"), step(ZERO, 1, "b"));
        context.takeSeeks();
        redis.isOwnedBy(ModelRedis.OWNER, ZERO, at(1, 77));
        take(step(ZERO, 2, "c"));

        assertThat(context.takeSeeks()).containsValue(1L);
    }

    /** What a rejected command would have overwritten is there. */
    @Test
    void aChangeIsNotLostWithALaterOneOfItsRowThatIsRejected() {
        open();
        writer.bad.add(position(ZERO, 1));
        take(step(ZERO, 0, "row"), step(ZERO, 1, "row"), step(ZERO, 2, "other"));

        assertThat(asides).containsExactly(position(ZERO, 1));
        assertThat(redis.offset(ZERO)).isEqualTo(2);
        assertThat(redis.applied).contains("row");
    }

    /** Frozen between the record that told it and the claim. */
    @Test
    void aTaskThatLostItsPartitionDoesNotForgetHowFarItsNewOwnerIs() {
        redis.isOwnedBy("former", ZERO, at(5, 1_005));
        open();
        assertThat(delivery.expects(ZERO, 5, 77)).isFalse();
        // Here it is stopped for a minute; another one takes over, sees the same, and reads the new topic up to 9.
        redis.isOwnedBy("other", ZERO, at(9, 81));
        delivery.advance();

        assertThat(redis.offset(ZERO)).isEqualTo(9);
    }

    @Test
    void aRejectedRecordIsNotPassedThoughItsPartitionIsTakenBeforeTheWatermarkWentBack() {
        tolerates = false;
        open();
        writer.bad.add(position(ZERO, 1));
        redis.breakAfterWrites(1);
        assertThat(delivery.expects(ZERO, 0, 1_000)).isTrue();
        delivery.add(step(ZERO, 0, "a"));
        delivery.expects(ZERO, 1, 1_001);
        delivery.add(step(ZERO, 1, "bad"));
        delivery.advance();
        assertThatThrownBy(() -> delivery.close(List.of(ZERO))).isInstanceOf(DataException.class);

        assertThat(redis.offset(ZERO)).isZero();
    }

    private void open() {
        delivery.open(List.of(ZERO));
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

    private static Watermark at(long offset, long timestamp) {
        return new Watermark(offset, timestamp, OptionalLong.empty(), 0, Map.of());
    }
}
