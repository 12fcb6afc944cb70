package io.mysqlredis.sink.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BatchTest {

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
