package io.mysqlredis.sink.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchTest {

    @ParameterizedTest
    @CsvSource({
        "0, 500, 1000, ''",
        "1, 500, 1000, 1",
        "500, 500, 100000, 500",
        "501, 500, 100000, '500,1'",
        "7, 3, 100000, '3,3,1'",
        "6, 500, 25, '2,2,2'",
        "5, 500, 20, '2,2,1'",
    })
    void splitsAtTheNumberOfCommandsAndAtTheBytesWhicheverComesFirst(
            int commands, int maxCommands, long maxBytes, String expectedSizes) {
        Batch batch = batchOfTenByteCommands(commands);

        List<Batch> runs = batch.split(maxCommands, maxBytes);

        assertThat(runs.stream().map(run -> Integer.toString(run.writes().size())))
                .isEqualTo(expectedSizes.isEmpty() ? List.of() : List.of(expectedSizes.split(",")));
        assertThat(runs.stream().flatMap(run -> run.writes().stream())).isEqualTo(batch.writes());
    }

    @Test
    void aCommandAboveTheBytesTravelsAlone() {
        Batch batch = new Batch(List.of(delete("small"), delete("x".repeat(100)), delete("small")));

        assertThat(batch.split(500, 50)).extracting(run -> run.writes().size()).containsExactly(1, 1, 1);
    }

    private static Batch batchOfTenByteCommands(int commands) {
        return new Batch(IntStream.range(0, commands)
                .mapToObj(i -> delete("%010d".formatted(i)))
                .toList());
    }

    @Test
    void whatOneRecordCausesIsNeverCut() {
        Write move = Write.of(
                new RecordPosition("t", 0, 1),
                new RedisCommand.Delete(RedisKey.of("old")),
                new RedisCommand.Delete(RedisKey.of("new")));
        Batch batch = new Batch(List.of(delete("a"), delete("b"), move, delete("c")));

        assertThat(batch.split(3, 1000))
                .extracting(Batch::writes)
                .containsExactly(batch.writes().subList(0, 2), batch.writes().subList(2, 4));
    }

    @Test
    void aWriteCountsWithAllOfItsCommands() {
        Write move = Write.of(
                new RecordPosition("t", 0, 1),
                new RedisCommand.Delete(RedisKey.of("old")),
                new RedisCommand.Delete(RedisKey.of("new")));

        assertThat(new Batch(List.of(move, move)).split(3, 1000)).hasSize(2);
        assertThat(new Batch(List.of(move, move)).split(4, 1000)).hasSize(1);
    }

    @Test
    void aSweepComesAfterWhatIsBeforeItAndBeforeWhatFollows() {
        KeyPattern pattern = new KeyPattern(Bytes.utf8("t:*"), Pattern.compile("t:.*"), "hash");
        Write sweep = new Write(new RecordPosition("t", 0, 1), List.of(pattern), List.of());
        Batch batch = new Batch(List.of(delete("a"), sweep, delete("b"), sweep, delete("c")));

        assertThat(batch.split(500, 1000))
                .extracting(Batch::writes)
                .containsExactly(
                        batch.writes().subList(0, 1),
                        batch.writes().subList(1, 3),
                        batch.writes().subList(3, 5));
    }

    @Test
    void withoutLeavesOutAllThatARecordCaused() {
        Write other = Write.of(new RecordPosition("t", 0, 9), new RedisCommand.Delete(RedisKey.of("x")));

        assertThat(new Batch(List.of(delete("a"), other, delete("b"))).without(Set.of(other.position())))
                .isEqualTo(new Batch(List.of(delete("a"), delete("b"))));
    }

    private static Write delete(String key) {
        return Write.of(new RecordPosition("t", 0, 0), new RedisCommand.Delete(RedisKey.of(key)));
    }

    @Test
    void onlyTheLastStateOfAKeyIsSent() {
        Write last = write(3, new RedisCommand.Delete(RedisKey.of("a")));
        Write other = write(1, new RedisCommand.Delete(RedisKey.of("b")));
        Batch batch = new Batch(List.of(write(0, hash("a", "1")), other, write(2, hash("a", "2")), last));

        assertThat(batch.coalesced()).isEqualTo(new Batch(List.of(write(0), other, write(2), last)));
    }

    @Test
    void ofOneRecordsCommandsThoseStayThatNothingOverwrites() {
        RedisCommand leave = new RedisCommand.Delete(RedisKey.of("old"));
        Write move = write(0, leave, hash("new", "1"));
        Write update = write(1, hash("new", "2"));

        assertThat(new Batch(List.of(move, update)).coalesced()).isEqualTo(new Batch(List.of(write(0, leave), update)));
    }

    @Test
    void onlyTheLastStateOfAMemberIsSentAndOthersOfItsKeyStay() {
        RedisKey key = RedisKey.of("k");
        RedisCommand seven = new RedisCommand.AddScored(key, Bytes.utf8("7"), Bytes.utf8("1"));
        RedisCommand eight = new RedisCommand.AddScored(key, Bytes.utf8("8"), Bytes.utf8("1"));
        RedisCommand sevenAgain = new RedisCommand.RemoveScored(key, Bytes.utf8("7"));

        assertThat(new Batch(List.of(write(0, seven), write(1, eight), write(2, sevenAgain))).coalesced())
                .isEqualTo(new Batch(List.of(write(0), write(1, eight), write(2, sevenAgain))));
    }

    @Test
    void aMemberThatIsAddedAfterItsKeyWasReplacedNeedsBoth() {
        Write replaced = write(0, new RedisCommand.Delete(RedisKey.of("k")));
        Write added = write(1, new RedisCommand.AddMember(RedisKey.of("k"), Bytes.utf8("7")));

        assertThat(new Batch(List.of(replaced, added)).coalesced()).isEqualTo(new Batch(List.of(replaced, added)));
    }

    @Test
    void everyEntryOfAStreamIsSent() {
        RedisCommand entry = new RedisCommand.Append(RedisKey.of("s"), List.of(), OptionalLong.empty());
        Batch batch = new Batch(List.of(write(0, entry), write(1, entry)));

        assertThat(batch.coalesced()).isEqualTo(batch);
    }

    private static Write write(long offset, RedisCommand... commands) {
        return Write.of(new RecordPosition("t", 0, offset), commands);
    }

    private static RedisCommand hash(String key, String value) {
        return new RedisCommand.ReplaceHash(RedisKey.of(key), List.of(HashField.of("v", value)), OptionalLong.empty());
    }
}
