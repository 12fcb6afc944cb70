package io.mysqlredis.sink.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mysqlredis.sink.command.Batch;
import io.mysqlredis.sink.command.HashField;
import io.mysqlredis.sink.command.RecordPosition;
import io.mysqlredis.sink.command.RedisCommand;
import io.mysqlredis.sink.command.RedisKey;
import io.mysqlredis.sink.command.Write;
import io.mysqlredis.sink.watermark.Partition;
import io.mysqlredis.sink.watermark.Watermark;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandaloneRedisWriterTest {

    private static final RecordPosition SEVEN = new RecordPosition("topic", 2, 7);
    private static final RecordPosition EIGHT = new RecordPosition("topic", 2, 8);

    /** Three requests: a delete at offset 7, and a replaced hash at offset 8, which are DEL, DEL and HSET. */
    private static final Batch BATCH = new Batch(List.of(
            Write.of(SEVEN, new RedisCommand.Delete(RedisKey.of("t:1"))),
            Write.of(EIGHT, replaceHash(HashField.of("id", "2")))));

    private static final String ALL_WELL = "+OK\r\n+QUEUED\r\n+QUEUED\r\n+QUEUED\r\n*3\r\n:1\r\n:0\r\n:1\r\n";

    @Test
    void aTransactionThatSucceedsIsDone() throws IOException {
        assertThatCode(() -> write(ALL_WELL)).doesNotThrowAnyException();
    }

    @Test
    void anErrorInsideTheTransactionIsFoundAndNamesItsRecord() throws IOException {
        assertThat(rejections("+OK\r\n+QUEUED\r\n+QUEUED\r\n+QUEUED\r\n*3\r\n:1\r\n:0\r\n-WRONGTYPE Operation\r\n"))
                .containsExactly(Map.entry(EIGHT, "Redis rejects its command HSET: WRONGTYPE Operation"));
    }

    @Test
    void everyRecordThatIsRejectedIsNamedOnce() throws IOException {
        assertThat(
                        rejections(
                                "+OK\r\n+QUEUED\r\n+QUEUED\r\n+QUEUED\r\n*3\r\n-WRONGTYPE one\r\n-WRONGTYPE two\r\n-WRONGTYPE three\r\n"))
                .containsExactly(
                        Map.entry(SEVEN, "Redis rejects its command DEL: WRONGTYPE one"),
                        Map.entry(EIGHT, "Redis rejects its command DEL: WRONGTYPE two"));
    }

    @Test
    void anErrorAtQueueingNamesItsRecordAndNothingIsCarriedOut() throws IOException {
        String refused = "+OK\r\n-ERR odd\r\n+QUEUED\r\n+QUEUED\r\n-EXECABORT Transaction discarded\r\n";

        assertThat(write(refused))
                .isEqualTo(new RedisWriter.Outcome(
                        RedisWriter.Fate.REFUSED,
                        List.of(new RedisWriter.Rejection(SEVEN, "Redis rejects its command DEL: ERR odd"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+OK\r\n-ERR odd\r\n-ERR odd\r\n-ERR odd\r\n-EXECABORT Transaction discarded\r\n",
                "+OK\r\n+QUEUED\r\n+QUEUED\r\n+QUEUED\r\n*3\r\n-ERR odd\r\n-ERR odd\r\n-ERR odd\r\n",
            })
    void anUnknownErrorToEverythingIsNoRecordsFault(String answer) {
        assertThatThrownBy(() -> write(answer))
                .isInstanceOf(RedisMisconfiguredException.class)
                .hasMessageEndingWith(
                        "refuses this connector: ERR odd, at DEL of the record topic-2@7, and it took nothing"
                                + " else; ask whoever runs it, or the proxy or service in front of it, what that error means");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+OK\r\n-ERR a limit\r\n-ERR a limit\r\n-ERR a limit\r\n-EXECABORT Transaction discarded\r\n",
                "+OK\r\n+QUEUED\r\n-ERR a limit\r\n-ERR a limit\r\n-EXECABORT Transaction discarded\r\n",
                "+OK\r\n+QUEUED\r\n+QUEUED\r\n+QUEUED\r\n-ERR a limit\r\n",
                "+OK\r\n+QUEUED\r\n+QUEUED\r\n+QUEUED\r\n*3\r\n-ERR a limit\r\n-ERR a limit\r\n-ERR a limit\r\n",
                "-ERR a quota\r\n-ERR a quota\r\n-ERR a quota\r\n-ERR a quota\r\n-ERR a quota\r\n",
            })
    void aLimitThatIsReachedIsWaitedFor(String answer) {
        assertThatThrownBy(() -> write(answer))
                .isInstanceOf(RedisUnavailableException.class)
                .hasMessageContaining("answers: ERR a ");
    }

    @Test
    void aLimitThatOnlyOneRecordExceedsIsItsFault() throws IOException {
        assertThat(rejections("+OK\r\n-ERR a limit\r\n+QUEUED\r\n+QUEUED\r\n-EXECABORT Transaction discarded\r\n"))
                .containsExactly(Map.entry(SEVEN, "Redis rejects its command DEL: ERR a limit"));
    }

    @Test
    void anErrorOfTheMomentAmongCarriedOutCommandsNamesItsRecord() throws IOException {
        String answer = "+OK\r\n+QUEUED\r\n+QUEUED\r\n+QUEUED\r\n*3\r\n:1\r\n:0\r\n-OOM no memory\r\n";

        assertThat(write(answer))
                .isEqualTo(new RedisWriter.Outcome(
                        RedisWriter.Fate.PARTLY_APPLIED,
                        List.of(new RedisWriter.Rejection(EIGHT, "Redis rejects its command HSET: OOM no memory"))));
    }

    @Test
    void aRejectedRecordAmongDelayedOnesIsNamedToo() throws IOException {
        String answer = "+OK\r\n+QUEUED\r\n+QUEUED\r\n+QUEUED\r\n*3\r\n-WRONGTYPE no\r\n:0\r\n-OOM no memory\r\n";

        assertThat(write(answer))
                .isEqualTo(new RedisWriter.Outcome(
                        RedisWriter.Fate.PARTLY_APPLIED,
                        List.of(
                                new RedisWriter.Rejection(EIGHT, "Redis rejects its command HSET: OOM no memory"),
                                new RedisWriter.Rejection(SEVEN, "Redis rejects its command DEL: WRONGTYPE no"))));
    }

    @Test
    void aRightThatIsWithdrawnInMidFlightIsNoFaultOfTheRecord() throws IOException {
        assertThat(write("+OK\r\n+QUEUED\r\n+QUEUED\r\n+QUEUED\r\n*3\r\n:1\r\n:0\r\n-NOPERM no\r\n")
                        .fate())
                .isEqualTo(RedisWriter.Fate.PARTLY_APPLIED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+OK\r\n+QUEUED\r\n-OOM no memory\r\n+QUEUED\r\n-EXECABORT Transaction discarded\r\n",
                "+OK\r\n+QUEUED\r\n+QUEUED\r\n+QUEUED\r\n-EXECABORT Transaction discarded because of: LOADING the dataset\r\n",
                "-LOADING the dataset\r\n-LOADING\r\n-LOADING\r\n-LOADING\r\n-LOADING\r\n",
                "-BUSY running a script\r\n:1\r\n:0\r\n:1\r\n-ERR EXEC without MULTI\r\n",
            })
    void whatTimeCuresIsUnavailable(String answer) {
        assertThatThrownBy(() -> write(answer))
                .isInstanceOf(RedisUnavailableException.class)
                .hasMessageContaining("answers:");
    }

    @Test
    void whatAnOperatorMendsIsMisconfigured() {
        assertThatThrownBy(() -> write("-NOAUTH Authentication required.\r\n".repeat(5)))
                .isInstanceOf(RedisMisconfiguredException.class)
                .hasMessageContaining("NOAUTH");
    }

    @Test
    void aConnectionThatEndsAtAnyByteOfTheRepliesIsUnavailable() {
        for (int bytes = 0; bytes < ALL_WELL.length(); bytes++) {
            String cut = ALL_WELL.substring(0, bytes);
            assertThatThrownBy(() -> write(cut))
                    .as("after %d bytes", bytes)
                    .isInstanceOf(RedisUnavailableException.class);
        }
    }

    @Test
    void anAnswerThatIsNoneOfRedisIsNotAskedForAgainAtOnce() {
        assertThatThrownBy(() -> write("+OK\r\n+QUEUED\r\n+QUEUED\r\n+QUEUED\r\n$-1\r\n"))
                .isInstanceOf(RedisUnavailableException.class)
                .hasMessageContaining("neither results nor an error");
    }

    @Test
    void aConnectionThatIsLostWhileSendingIsUnavailable() throws IOException {
        // Each fits into the client's buffer, so that some of it is still unsent when sending fails.
        HashField field = HashField.of("v", "x".repeat(7_000));
        Batch batch = new Batch(Collections.nCopies(500, Write.of(EIGHT, replaceHash(field))));

        try (ScriptedRedis redis = ScriptedRedis.thatHangsUp();
                StandaloneRedisWriter writer =
                        new StandaloneRedisWriter(redis.connections(), Map.of(), Optional.empty())) {
            assertThatThrownBy(() -> writer.write(batch, Map.of())).isInstanceOf(RedisUnavailableException.class);
        }
    }

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aRedisThatHangsWhileALargeFlightIsSentIsUnavailableInTime() throws IOException {
        HashField field = HashField.of("v", "x".repeat(30 << 20));
        Batch batch = new Batch(List.of(Write.of(EIGHT, replaceHash(field))));

        try (ScriptedRedis redis = ScriptedRedis.thatHangs();
                StandaloneRedisWriter writer =
                        new StandaloneRedisWriter(redis.connections(), Map.of(), Optional.empty())) {
            assertThatThrownBy(() -> writer.write(batch, Map.of()))
                    .isInstanceOf(RedisUnavailableException.class)
                    .hasMessageContaining("did not take and answer everything within 2000 ms");
        }
    }

    @Test
    void aRedisThatIsLoadingPassesTheCheckAndIsWaitedFor() throws IOException {
        String loading = "-LOADING Redis is loading the dataset in memory\r\n".repeat(4);
        try (ScriptedRedis redis = ScriptedRedis.answeringAtOnce(loading, loading);
                StandaloneRedisWriter writer =
                        new StandaloneRedisWriter(redis.connections(), Map.of(), Optional.empty())) {
            assertThatCode(() -> redis.connections().check()).doesNotThrowAnyException();
            assertThatThrownBy(() -> writer.write(BATCH, Map.of()))
                    .isInstanceOf(RedisUnavailableException.class)
                    .hasMessageContaining("LOADING");
        }
    }

    @Test
    void aUserWhoMayNotOpenTransactionsIsRefusedBeforeAnythingIsSent() throws IOException {
        String refusal =
                "-NOPERM this user has no permissions to run the 'multi' command\r\n-ERR EXEC without MULTI\r\n"
                        + "-NOPERM\r\n".repeat(2);
        try (ScriptedRedis redis = ScriptedRedis.answeringAtOnce(refusal, refusal);
                StandaloneRedisWriter writer =
                        new StandaloneRedisWriter(redis.connections(), Map.of(), Optional.empty())) {
            assertThatThrownBy(() -> redis.connections().check()).isInstanceOf(RedisMisconfiguredException.class);
            assertThatThrownBy(() -> writer.write(BATCH, Map.of()))
                    .isInstanceOf(RedisMisconfiguredException.class)
                    .hasMessageContaining("NOPERM");
        }
    }

    @Test
    void afterALostConnectionTheNextWriteOpensAnother() throws IOException {
        try (ScriptedRedis redis = ScriptedRedis.answering("+OK\r\n", ALL_WELL);
                StandaloneRedisWriter writer =
                        new StandaloneRedisWriter(redis.connections(), Map.of(), Optional.empty())) {
            assertThatThrownBy(() -> writer.write(BATCH, Map.of())).isInstanceOf(RedisUnavailableException.class);

            assertThatCode(() -> writer.write(BATCH, Map.of())).doesNotThrowAnyException();
        }
    }

    /** What the watermark looks like after a flight that moved it to offset 0, as the owner and as a stranger left it. */
    @ParameterizedTest
    @CsvSource({
        "'*2\r\n$1\r\n0\r\n$2\r\nme\r\n', true",
        "'*2\r\n$1\r\n0\r\n$3\r\nyou\r\n', false",
        "'*2\r\n$1\r\n1\r\n$2\r\nme\r\n', false",
        "'*2\r\n$-1\r\n$-1\r\n', false",
    })
    void whatHappensBetweenAFlightAndTheWatchForTheNextIsSeen(String glance, boolean isAsExpected) throws IOException {
        Partition partition = new Partition("topic", 2);
        String flight =
                "+OK\r\n+QUEUED\r\n+QUEUED\r\n+QUEUED\r\n+QUEUED\r\n*4\r\n:1\r\n:0\r\n:1\r\n:1\r\n+OK\r\n" + glance;
        try (ScriptedRedis redis =
                        ScriptedRedis.answeringAfterALook("+OK\r\n+OK\r\n*2\r\n$5\r\nowner\r\n$2\r\nme\r\n", flight);
                StandaloneRedisWriter writer = new StandaloneRedisWriter(
                        redis.connections(),
                        Map.of(),
                        Optional.of(new WatermarkStore("__connect", "sink", "me", "hash x")))) {
            writer.look(Set.of(partition), Map.of());
            Watermark mark = new Watermark(0, 0, OptionalLong.empty(), 0, Map.of());
            assertThat(writer.write(BATCH, Map.of(partition, mark)).fate()).isEqualTo(RedisWriter.Fate.APPLIED);

            assertThat(writer.isWatching()).isEqualTo(isAsExpected);
            if (!isAsExpected) {
                assertThat(writer.write(BATCH, Map.of()).fate()).isEqualTo(RedisWriter.Fate.OVERTAKEN);
            }
        }
    }

    @Test
    void aWatermarkThatIsTakenTellsThatAnUnknownErrorIsTheRecordsFault() throws IOException {
        Partition partition = new Partition("topic", 2);
        String refused =
                "+OK\r\n-ERR odd\r\n+QUEUED\r\n-EXECABORT Transaction discarded\r\n+OK\r\n*2\r\n$-1\r\n$2\r\nme\r\n";
        try (ScriptedRedis redis =
                        ScriptedRedis.answeringAfterALook("+OK\r\n+OK\r\n*2\r\n$5\r\nowner\r\n$2\r\nme\r\n", refused);
                StandaloneRedisWriter writer = new StandaloneRedisWriter(
                        redis.connections(),
                        Map.of(),
                        Optional.of(new WatermarkStore("__connect", "sink", "me", "hash x")))) {
            writer.look(Set.of(partition), Map.of());
            Batch one = new Batch(BATCH.writes().subList(0, 1));
            Watermark mark = new Watermark(7, 0, OptionalLong.empty(), 0, Map.of());

            assertThat(writer.write(one, Map.of(partition, mark)).fate()).isEqualTo(RedisWriter.Fate.REFUSED);
        }
    }

    @Test
    void aWatermarkThatIsRefusedInAFlightIsNamed() throws IOException {
        Partition partition = new Partition("topic", 2);
        String refused =
                "+OK\r\n+QUEUED\r\n-NOPERM no\r\n-EXECABORT Transaction discarded\r\n+OK\r\n*2\r\n$-1\r\n$2\r\nme\r\n";
        try (ScriptedRedis redis =
                        ScriptedRedis.answeringAfterALook("+OK\r\n+OK\r\n*2\r\n$5\r\nowner\r\n$2\r\nme\r\n", refused);
                StandaloneRedisWriter writer = new StandaloneRedisWriter(
                        redis.connections(),
                        Map.of(),
                        Optional.of(new WatermarkStore("__connect", "sink", "me", "hash x")))) {
            writer.look(Set.of(partition), Map.of());
            Batch one = new Batch(BATCH.writes().subList(0, 1));
            Watermark mark = new Watermark(7, 0, OptionalLong.empty(), 0, Map.of());

            assertThatThrownBy(() -> writer.write(one, Map.of(partition, mark)))
                    .isInstanceOf(RedisMisconfiguredException.class)
                    .hasMessageContaining(
                            "NOPERM no, at the watermark's key __connect:sink:topic:2; allow user default");
        }
    }

    private static RedisWriter.Outcome write(String answer) throws IOException {
        try (ScriptedRedis redis = ScriptedRedis.answering(answer);
                StandaloneRedisWriter writer =
                        new StandaloneRedisWriter(redis.connections(), Map.of(), Optional.empty())) {
            return writer.write(BATCH, Map.of());
        }
    }

    /** Which records are rejected, and why, when Redis gives this answer. */
    private static Map<RecordPosition, String> rejections(String answer) throws IOException {
        Map<RecordPosition, String> rejections = new LinkedHashMap<>();
        write(answer).rejections().forEach(rejection -> rejections.put(rejection.position(), rejection.reason()));
        return rejections;
    }

    private static RedisCommand replaceHash(HashField field) {
        return new RedisCommand.ReplaceHash(RedisKey.of("t:2"), List.of(field), OptionalLong.empty());
    }
}
