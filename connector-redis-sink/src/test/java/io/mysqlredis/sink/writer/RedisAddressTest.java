package io.mysqlredis.sink.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisAddressTest {

    @ParameterizedTest
    @CsvSource({
        "redis://localhost, false, localhost, 6379, , , 0",
        "redis://localhost/, false, localhost, 6379, , , 0",
        "rediss://cache.example.com:6380/3, true, cache.example.com, 6380, , , 3",
        "redis://my_redis:7000, false, my_redis, 7000, , , 0",
        "redis://[::1]:7000/1, false, ::1, 7000, , , 1",
        "redis://:secret@h, false, h, 6379, , secret, 0",
        "redis://sink:secret@h:1/15, false, h, 1, sink, secret, 15",
        "redis://sink:p%40ss%3Aw%2For%25d@h, false, h, 6379, sink, p@ss:w/or%d, 0",
        "redis://sink:a+b@h, false, h, 6379, sink, a+b, 0",
    })
    void readsEveryPart(String uri, boolean tls, String host, int port, String user, String password, int database) {
        RedisAddress address = RedisAddress.parse(uri);

        assertThat(address.tls()).isEqualTo(tls);
        assertThat(address.host()).isEqualTo(host);
        assertThat(address.port()).isEqualTo(port);
        assertThat(address.user().orElse(null)).isEqualTo(user);
        assertThat(address.password().orElse(null)).isEqualTo(password);
        assertThat(address.database()).isEqualTo(database);
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
            })
    void anythingElseIsRefusedWithTheFormAndWithoutWhatWasGiven(String uri) {
        assertThatThrownBy(() -> RedisAddress.parse(uri))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("redis://[[user]:password@]host[:port][/database]")
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @ParameterizedTest
    @CsvSource({
        "redis://u:%zzsecret@h, begins no percent code",
        "redis://h:0, the port must be 1 to 65535",
        "redis://h:65536, the port must be 1 to 65535",
        "redis://secret:@h, a user needs a password",
    })
    void aWrongPartIsNamed(String uri, String message) {
        assertThatThrownBy(() -> RedisAddress.parse(uri))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @Test
    void printsWithoutUserAndPassword() {
        assertThat(RedisAddress.parse("rediss://sink:secret@cache.example.com:6380/3"))
                .hasToString("cache.example.com:6380");
        assertThat(RedisAddress.parse("redis://[::1]")).hasToString("[::1]:6379");
    }
}
