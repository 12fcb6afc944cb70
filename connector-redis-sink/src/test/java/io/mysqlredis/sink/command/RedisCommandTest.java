package io.mysqlredis.sink.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RedisCommandTest {

    private static final RedisKey KEY = RedisKey.of("customers:1");

    @Test
    void deleteIsOneRequest() {
        assertThat(wire(new RedisCommand.Delete(KEY))).containsExactly("DEL customers:1");
    }

    @Test
    void aHashIsReplacedSoThatNoOldFieldStays() {
        RedisCommand replace =
                new RedisCommand.ReplaceHash(KEY, List.of(HashField.of("id", "1"), HashField.of("name", "Ada")));

        assertThat(wire(replace)).containsExactly("DEL customers:1", "HSET customers:1 id 1 name Ada");
    }

    @Test
    void anEmptyHashIsRefusedSinceRedisHasNone() {
        assertThatThrownBy(() -> new RedisCommand.ReplaceHash(KEY, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Redis has no empty hash");
    }

    @Test
    void sizeCountsKeysNamesAndValues() {
        assertThat(new RedisCommand.Delete(KEY).size()).isEqualTo(11);
        assertThat(new RedisCommand.ReplaceHash(KEY, List.of(HashField.of("name", "Ada"))).size())
                .isEqualTo(11 + 11 + 4 + 3);
    }

    @Test
    void commandsWithTheSameBytesAreEqual() {
        RedisCommand one = new RedisCommand.ReplaceHash(RedisKey.of("k"), List.of(HashField.of("a", "1")));
        RedisCommand same = new RedisCommand.ReplaceHash(RedisKey.of("k"), List.of(HashField.of("a", "1")));
        RedisCommand other = new RedisCommand.ReplaceHash(RedisKey.of("k"), List.of(HashField.of("a", "2")));

        assertThat(one).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(other);
    }

    private static List<String> wire(RedisCommand command) {
        return command.requests().stream()
                .map(request -> text(request.name()) + " "
                        + Arrays.stream(request.arguments())
                                .map(RedisCommandTest::text)
                                .collect(Collectors.joining(" ")))
                .toList();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
