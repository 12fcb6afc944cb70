package io.mysqlredis.sink.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisUriTest {

    private static final int DEFAULT_PORT = 6379;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "redis://localhost | false | localhost:6379 | | | 0",
                "redis://localhost/ | false | localhost:6379 | | | 0",
                "rediss://cache.example.com:6380/3 | true | cache.example.com:6380 | | | 3",
                "redis://my_redis:7000 | false | my_redis:7000 | | | 0",
                "redis://[::1]:7000/1 | false | [::1]:7000 | | | 1",
                "redis://[fe80::1] | false | [fe80::1]:6379 | | | 0",
                "redis://:secret@h | false | h:6379 | | secret | 0",
                "redis://sink:secret@h:1/15 | false | h:1 | sink | secret | 15",
                "redis://sink:p%40ss%3Aw%2For%25d@h | false | h:6379 | sink | p@ss:w/or%d | 0",
                "redis://sink:a+b@h | false | h:6379 | sink | a+b | 0",
                "redis://a,b:1,[::1],[::2]:3 | false | a:6379,b:1,[::1]:6379,[::2]:3 | | | 0",
                "rediss://u:p,w@a:1,b:2/4 | true | a:1,b:2 | u | p,w | 4",
            })
    void readsEveryPart(String uri, boolean tls, String nodes, String user, String password, int database) {
        RedisUri read = RedisUri.parse(uri);

        assertThat(read.tls()).isEqualTo(tls);
        assertThat(read.hosts())
                .extracting(host -> host.node(DEFAULT_PORT).toString())
                .isEqualTo(List.of(nodes.split(",", -1)));
        assertThat(read.credentials().user().orElse(null)).isEqualTo(user);
        assertThat(read.credentials().password().orElse(null)).isEqualTo(password);
        assertThat(read.database()).isEqualTo(database);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost:6379",
                "http://secret@h",
                "redis://",
                "redis://h:port",
                "redis://h:123456",
                "redis://h/0/secret",
                "redis://h/zero",
                "redis://secret@h",
                "redis://user:sec/ret@h",
                "redis://user:sec@ret@h",
                "redis://h?password=secret",
                "redis://a:secret@",
                "redis://a,,b",
                "redis://a,",
                "redis://a, b",
                "redis://::1",
                "redis://a:secret@h,b:secret@h",
            })
    void anythingElseIsRefusedWithTheFormAndWithoutWhatWasGiven(String uri) {
        assertThatThrownBy(() -> RedisUri.parse(uri))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("redis://[[user]:password@]host[:port][,host[:port]...][/database]")
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "redis://u:%zzsecret@h | begins no percent code",
                "redis://h:0 | the port must be 1 to 65535",
                "redis://h:65536 | the port must be 1 to 65535",
                "redis://a,h:65536 | the port must be 1 to 65535",
                "redis://secret:@h | a user needs a password",
            })
    void aWrongPartIsNamed(String uri, String message) {
        assertThatThrownBy(() -> RedisUri.parse(uri))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @Test
    void printsWithoutUserAndPassword() {
        assertThat(RedisUri.parse("rediss://sink:secret@cache.example.com:6380/3")
                        .toString())
                .contains("cache.example.com")
                .doesNotContain("sink", "secret");
    }
}
