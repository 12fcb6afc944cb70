package io.mysqlredis.sink.delivery;

import static io.mysqlredis.sink.delivery.Steps.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import io.mysqlredis.sink.command.Bytes;
import io.mysqlredis.sink.command.KeyPattern;
import io.mysqlredis.sink.command.RedisCommand;
import io.mysqlredis.sink.command.RedisKey;
import io.mysqlredis.sink.command.Write;
import io.mysqlredis.sink.delivery.PartitionState.Reception;
import io.mysqlredis.sink.watermark.BinlogPlace;
import io.mysqlredis.sink.watermark.Gtid;
import io.mysqlredis.sink.watermark.Progress;
import io.mysqlredis.sink.watermark.Rejected;
import io.mysqlredis.sink.watermark.SourcePosition;
import io.mysqlredis.sink.watermark.SourceRange;
import io.mysqlredis.sink.watermark.Watermark;
import io.mysqlredis.sink.writer.Held;
import io.mysqlredis.sink.writer.RedisWriter.Claim;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionStateTest {

    private static final long TIME = 1_000;

    private final PartitionState state = new PartitionState(ZERO);

    @Test
    void nothingIsTakenInBeforeItIsClaimed() {
        assertThat(state.claim()).contains(Claim.TAKE_OVER);
        assertThat(state.receive(0, TIME)).isEqualTo(Reception.SKIP);
        assertThat(state.isPastWatermark()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "10, 1000, SKIP",
        "10, -1, SKIP",
        "10, 1001, OTHER_TOPIC",
        "9, 1000, OTHER_TOPIC",
        "0, 1000, OTHER_TOPIC",
        "11, 2000, APPLY_AFTER_GAP",
        "50, 2000, APPLY_AFTER_GAP",
    })
    void theFirstRecordTellsWhetherTheTopicIsTheSame(long offset, long timestamp, Reception expected) {
        state.begin(at(10, TIME));

        assertThat(state.receive(offset, timestamp)).isEqualTo(expected);
        assertThat(state.isPastWatermark()).isEqualTo(expected != Reception.OTHER_TOPIC);
    }

    @ParameterizedTest
    @CsvSource({"10, SKIP", "11, APPLY", "12, APPLY_AFTER_GAP", "9, OTHER_TOPIC"})
    void whereTheRecordOfAWatermarkIsNotKnownAnyOneThereWillDo(long offset, Reception expected) {
        state.begin(Watermark.before(11));

        assertThat(state.receive(offset, TIME)).isEqualTo(expected);
    }

    @Test
    void fromTheBeginningTheFirstRecordMayBeAnyOne() {
        state.begin(Watermark.NONE);

        assertThat(state.receive(17, TIME)).isEqualTo(Reception.APPLY);
        assertThat(state.receive(20, TIME)).isEqualTo(Reception.APPLY);
    }

    @Test
    void afterTheWatermarkRecordsAreTakenInOnce() {
        state.begin(at(10, TIME));
        state.receive(10, TIME);

        assertThat(state.receive(11, TIME)).isEqualTo(Reception.APPLY);
        assertThat(state.receive(14, TIME)).isEqualTo(Reception.APPLY);
        assertThat(state.receive(14, TIME)).isEqualTo(Reception.COMES_AGAIN);
        assertThat(state.receive(3, TIME)).isEqualTo(Reception.COMES_AGAIN);
        assertThat(state.receive(15, TIME)).isEqualTo(Reception.APPLY);
    }

    @Test
    void whatALateFlightAppliedIsCarriedOutButNotKnownToBeApplied() {
        state.begin(Watermark.NONE);
        state.receive(20, TIME);
        state.landed(at(20, TIME));

        assertThat(state.landed()).isEqualTo(20);
        assertThat(state.isCarriedOut(20)).isTrue();
        assertThat(state.applied().isNone()).isTrue();
    }

    @Test
    void aWatermarkMayStandWhereAFlightWasToMoveItUntilTheNextOneArrived() {
        state.begin(Watermark.NONE);
        state.sent(at(10, TIME));
        state.sent(at(20, TIME));

        assertThat(state.mayHaveMovedTo(at(10, TIME))).isTrue();
        assertThat(state.mayHaveMovedTo(at(11, TIME))).isFalse();

        state.applied(at(10, TIME));
        assertThat(state.mayHaveMovedTo(at(10, TIME))).isFalse();
        assertThat(state.mayHaveMovedTo(at(20, TIME))).isTrue();

        state.begin(at(10, TIME));
        assertThat(state.mayHaveMovedTo(at(20, TIME))).isFalse();
    }

    @Test
    void whatWasRejectedBeforeANewBeginningDoesNotCount() {
        state.begin(Watermark.NONE);
        state.rejected(10, Set.of(5L));
        assertThat(state.isCarriedOut(5)).isFalse();

        state.begin(at(20, TIME));
        assertThat(state.isCarriedOut(5)).isTrue();
    }

    @Test
    void aSecondRejectionFurtherDownLeavesWhatIsCarriedOutFurtherUp() {
        state.begin(at(4, TIME).before(new Rejected(30, Set.of(15L))));

        assertThat(state.rejected(20, Set.of(17L))).isEqualTo(new Rejected(30, Set.of(15L, 17L)));
        assertThat(state.landed()).isEqualTo(30);
    }

    @Test
    void whatIsCarriedOutFliesAgainWithoutSweepsAndEntries() {
        RedisCommand row = new RedisCommand.Delete(RedisKey.of("row"));
        RedisCommand entry = new RedisCommand.Append(RedisKey.of("log"), List.of(), OptionalLong.empty());
        KeyPattern all = new KeyPattern(Bytes.utf8("t:*"), Pattern.compile("t:.*"), "hash");
        Step step = Steps.step(ZERO, 3, new Write(Steps.position(ZERO, 3), List.of(all), List.of(row, entry)));
        state.begin(Watermark.NONE);
        assertThat(state.unlessCarriedOut(step)).isEqualTo(step);

        state.landed(at(3, TIME));
        assertThat(state.unlessCarriedOut(step).write()).isEqualTo(Write.of(Steps.position(ZERO, 3), row));
    }

    @Test
    void withoutWatermarksEverythingIsTakenAsItComes() {
        state.beginAnywhere();

        assertThat(state.receive(5, TIME)).isEqualTo(Reception.APPLY);
        assertThat(state.receive(3, TIME)).isEqualTo(Reception.APPLY);
    }

    @Test
    void aFencedPartitionTakesNothingInUntilItIsClaimed() {
        state.begin(Watermark.NONE);
        state.fenced(fence());
        assertThat(state.receive(1, TIME)).isEqualTo(Reception.SKIP);
        assertThat(state.isPastWatermark()).isFalse();

        state.toBeClaimed(Claim.START_OVER);
        assertThat(state.fence()).isEmpty();
        assertThat(state.claim()).contains(Claim.START_OVER);
        assertThat(state.receive(1, TIME)).isEqualTo(Reception.SKIP);

        state.begin(Watermark.NONE);
        assertThat(state.receive(1, TIME)).isEqualTo(Reception.APPLY);
    }

    @Test
    void aRepeatIsKnownByTheNewestOfItsSource() {
        state.begin(Watermark.NONE);

        assertThat(state.isRepeat(progress("east", 3))).isFalse();
        assertThat(state.isRepeat(progress("east", 5))).isFalse();
        assertThat(state.isRepeat(progress("east", 4))).isTrue();
        assertThat(state.isRepeat(progress("west", 4))).isFalse();
        assertThat(state.isRepeat(progress("east", 5))).isFalse();
        assertThat(state.isRepeat(progress("east", 6))).isFalse();
        assertThat(state.isRepeat(progress("east", 5))).isTrue();
    }

    @Test
    void aRepeatDoesNotBecomeTheNewest() {
        state.begin(Watermark.NONE);
        state.isRepeat(progress("east", 1));
        state.isRepeat(progress("east", 5));
        state.isRepeat(progress("east", 1));

        assertThat(state.isRepeat(progress("east", 3))).isTrue();
    }

    @Test
    void whatStandsBeforeAllThatIsAppliedBeginsAnew() {
        state.begin(Watermark.NONE);
        state.isRepeat(progress("east", 5));

        assertThat(state.isRepeat(progress("east", 1))).isFalse();
        assertThat(state.isRepeat(progress("east", 4))).isFalse();
        assertThat(state.isRepeat(progress("east", 5))).isFalse();
        assertThat(state.isRepeat(progress("east", 3))).isTrue();
    }

    @Test
    void nothingFromBeforeAGapIsARepeat() {
        state.begin(Watermark.NONE);
        state.receive(0, TIME);
        state.isRepeat(progress("east", 3));
        state.receive(2, TIME);
        state.isRepeat(progress("east", 5));

        assertThat(state.isRepeat(progress("east", 4))).isFalse();
    }

    @Test
    void whatRedisKnowsOfTheSourcesIsKnownFromTheBeginning() {
        state.begin(new Watermark(
                10,
                TIME,
                OptionalLong.empty(),
                0,
                Map.of("east", new SourceRange(source("east", 2), source("east", 5)))));

        assertThat(state.isRepeat(progress("east", 4))).isTrue();
        assertThat(state.isRepeat(progress("east", 2))).isTrue();
        assertThat(state.isRepeat(progress("east", 1))).isFalse();
    }

    @Test
    void aNewBeginningForgetsTheSources() {
        state.begin(Watermark.NONE);
        state.isRepeat(progress("east", 5));
        state.begin(Watermark.NONE);

        assertThat(state.isRepeat(progress("east", 4))).isFalse();
    }

    @Test
    void aRecordThatTellsNothingOfItsSourceIsNoRepeat() {
        state.begin(Watermark.NONE);

        Progress untold = new Progress(ZERO, 1, TIME, OptionalLong.empty(), Optional.empty());
        assertThat(state.isRepeat(untold)).isFalse();
        assertThat(state.isRepeat(untold)).isFalse();
    }

    private static Watermark at(long offset, long timestamp) {
        return new Watermark(offset, timestamp, OptionalLong.empty(), 0, Map.of());
    }

    private static Progress progress(String source, long position) {
        return new Progress(ZERO, 1, TIME, OptionalLong.empty(), Optional.of(source(source, position)));
    }

    private static SourcePosition source(String name, long position) {
        return new SourcePosition(
                name,
                1,
                Optional.of(new Gtid("uuid:" + position)),
                new BinlogPlace("binlog.000001", position, 0, false),
                position);
    }

    private static Fence fence() {
        Held held = new Held(
                Watermark.NONE, Optional.of("other"), Optional.empty(), OptionalLong.empty(), OptionalLong.empty());
        return Fence.raised(held, Instant.EPOCH);
    }
}
