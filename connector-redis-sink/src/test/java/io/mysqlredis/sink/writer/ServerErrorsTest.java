package io.mysqlredis.sink.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mysqlredis.sink.writer.RedisMisconfiguredException.Aspect;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerErrorsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NOAUTH Authentication required. | LOGIN",
                "WRONGPASS invalid username-password pair or user is disabled. | LOGIN",
                "ERR AUTH <password> called without any password configured for the default user. | LOGIN",
                "ERR Client sent AUTH, but no password is set | LOGIN",
                "ERR invalid password | LOGIN",
                "MOVED 3999 127.0.0.1:6381 | MODE",
                "CROSSSLOT Keys in request don't hash to the same slot | MODE",
                "ERR DB index is out of range | ADDRESS",
                "NOPERM this user has no permissions to run the 'hset' command | RIGHTS",
                "NOPERM User sink has no permissions to run the 'wait' command | REPLICAS",
            })
    void aRefusalTellsWhatToCorrect(String reply, Aspect aspect) {
        RedisMisconfiguredException refused =
                ServerErrors.ofRedis(new RedisNode("::1", 6379), "sink").refused(ErrorReply.of(reply));

        assertThat(refused.aspect()).isEqualTo(aspect);
        assertThat(refused).hasMessageStartingWith("Redis at [::1]:6379 refuses this connector: " + reply);
        assertThat(refused.getMessage().contains("redis.mode=cluster")).isEqualTo(aspect == Aspect.MODE);
    }
}
