package io.mysqlredis.sink.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RedisCommandTest {

    private static final RedisKey KEY = RedisKey.of("customers:1");
    private static final List<HashField> FIELDS = List.of(HashField.of("id", "1"), HashField.of("name", "Ada"));
    private static final OptionalLong NEVER = OptionalLong.empty();

    static Stream<Arguments> commands() {
        Bytes one = Bytes.utf8("1");
        OptionalLong at = OptionalLong.of(1_700_000_000_000L);
        return Stream.of(
                arguments(new RedisCommand.Delete(KEY), "DEL customers:1"),
                arguments(
                        new RedisCommand.ReplaceHash(KEY, FIELDS, NEVER),
                        "DEL customers:1; HSET customers:1 id 1 name Ada"),
                arguments(
                        new RedisCommand.ReplaceHash(KEY, FIELDS, at),
                        "DEL customers:1; HSET customers:1 id 1 name Ada; PEXPIREAT customers:1 1700000000000"),
                // SET forgets an expiry that was there.
                arguments(new RedisCommand.ReplaceString(KEY, one, NEVER), "SET customers:1 1"),
                arguments(
                        new RedisCommand.ReplaceString(KEY, one, at),
                        "SET customers:1 1; PEXPIREAT customers:1 1700000000000"),
                arguments(
                        new RedisCommand.ReplaceJson(KEY, Bytes.utf8("{}"), NEVER),
                        "DEL customers:1; JSON.SET customers:1 $ {}"),
                arguments(
                        new RedisCommand.ReplaceJson(KEY, Bytes.utf8("{}"), at),
                        "DEL customers:1; JSON.SET customers:1 $ {}; PEXPIREAT customers:1 1700000000000"),
                arguments(new RedisCommand.AddMember(KEY, one), "SADD customers:1 1"),
                arguments(new RedisCommand.RemoveMember(KEY, one), "SREM customers:1 1"),
                arguments(new RedisCommand.AddScored(KEY, one, Bytes.utf8("2.5")), "ZADD customers:1 2.5 1"),
                arguments(
                        new RedisCommand.AddPlace(KEY, one, Bytes.utf8("13.4"), Bytes.utf8("52.5")),
                        "GEOADD customers:1 13.4 52.5 1"),
                arguments(new RedisCommand.RemoveScored(KEY, one), "ZREM customers:1 1"),
                arguments(new RedisCommand.Append(KEY, FIELDS, NEVER), "XADD customers:1 * id 1 name Ada"),
                arguments(
                        new RedisCommand.Append(KEY, FIELDS, OptionalLong.of(1000)),
                        "XADD customers:1 MAXLEN ~ 1000 * id 1 name Ada"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void isSentAs(RedisCommand command, String requests) {
        assertThat(Wire.requests(command)).containsExactly(requests.split("; "));
    }

    @Test
    void anEmptyHashIsRefusedSinceRedisHasNone() {
        assertThatThrownBy(() -> new RedisCommand.ReplaceHash(KEY, List.of(), NEVER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Redis has no empty hash");
    }

    @Test
    void sizeCountsKeysNamesAndValues() {
        assertThat(new RedisCommand.Delete(KEY).size()).isEqualTo(11);
        assertThat(new RedisCommand.ReplaceHash(KEY, List.of(HashField.of("name", "Ada")), NEVER).size())
                .isEqualTo(11 + 11 + 4 + 3);
    }

    @Test
    void commandsWithTheSameBytesAreEqual() {
        RedisCommand one = new RedisCommand.ReplaceHash(RedisKey.of("k"), List.of(HashField.of("a", "1")), NEVER);
        RedisCommand same = new RedisCommand.ReplaceHash(RedisKey.of("k"), List.of(HashField.of("a", "1")), NEVER);
        RedisCommand other = new RedisCommand.ReplaceHash(RedisKey.of("k"), List.of(HashField.of("a", "2")), NEVER);

        assertThat(one).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(other);
    }
}
