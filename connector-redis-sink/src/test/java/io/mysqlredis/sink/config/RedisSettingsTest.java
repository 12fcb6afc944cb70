package io.mysqlredis.sink.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.mysqlredis.sink.writer.Access;
import io.mysqlredis.sink.writer.Credentials;
import io.mysqlredis.sink.writer.RedisNode;
import io.mysqlredis.sink.writer.Tls;
import io.mysqlredis.sink.writer.Topology;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisSettingsTest {

    @Test
    void aUriAloneIsAStandaloneServer() {
        var redis = config("redis.uri", "redis://sink:secret@h/3").redis();

        assertThat(redis.topology()).isEqualTo(new Topology.Standalone(new RedisNode("h", 6379)));
        assertThat(redis.access())
                .isEqualTo(new Access(
                        new Credentials(Optional.of("sink"), Optional.of("secret")),
                        3,
                        Optional.empty(),
                        Duration.ofSeconds(5),
                        Optional.of("my-sink")));
    }

    @Test
    void sentinelsHaveAPortALoginAndANameForTheMaster() {
        var redis = config(
                        "redis.uri", "redis://a,b:5,[::1]/2",
                        "redis.mode", "sentinel",
                        "redis.sentinel.master", "żółw 1",
                        "redis.sentinel.user", "watcher",
                        "redis.sentinel.password", "sentinel-secret",
                        "redis.password", "secret")
                .redis();

        assertThat(redis.topology())
                .isEqualTo(new Topology.Sentinel(
                        List.of(new RedisNode("a", 26_379), new RedisNode("b", 5), new RedisNode("::1", 26_379)),
                        "żółw 1",
                        new Credentials(Optional.of("watcher"), Optional.of("sentinel-secret"))));
        assertThat(redis.access().credentials()).isEqualTo(new Credentials(Optional.empty(), Optional.of("secret")));
        assertThat(redis.access().database()).isEqualTo(2);
        assertThat(redis.toString()).doesNotContain("secret", "watcher");
    }

    @Test
    void aClusterIsNamedBySomeOfItsNodes() {
        assertThat(config("redis.uri", "redis://a,b:5", "redis.mode", "cluster")
                        .redis()
                        .topology())
                .isEqualTo(new Topology.Cluster(List.of(new RedisNode("a", 6379), new RedisNode("b", 5))));
    }

    @ParameterizedTest
    @CsvSource({
        "redis://h, sink, p:w/@, sink, p:w/@",
        "redis://sink:secret@h, sink, secret, sink, secret",
        "redis://:secret@h, sink, , sink, secret",
        "redis://:secret@h, , '', , secret",
        "redis://h, '', p, , p",
    })
    void userAndPasswordCanStandByThemselves(
            String uri, String user, String password, String expectedUser, String expectedPassword) {
        assertThat(config("redis.uri", uri, "redis.user", user, "redis.password", password)
                        .redis()
                        .access()
                        .credentials())
                .isEqualTo(new Credentials(Optional.ofNullable(expectedUser), Optional.ofNullable(expectedPassword)));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "my sink, null, my_sink",
                "żółw-1, null, ___w-1",
                "my-sink, other, other",
                "my-sink, 'two words\n', two_words",
                "my-sink, '', null",
                "null, null, null",
            })
    void theClientsNameIsMadeOfLettersThatRedisTakes(String connector, String given, String expected) {
        assertThat(config("redis.uri", "redis://h", "name", connector, "redis.client.name", given)
                        .redis()
                        .access()
                        .clientName())
                .isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest
    @CsvSource({"https, CHECKED", "HTTPS, CHECKED", "'', IGNORED"})
    void theHostsNameIsCheckedUnlessThatIsSwitchedOff(String algorithm, Tls.HostNames expected) {
        assertThat(config("redis.uri", "rediss://h", "redis.ssl.endpoint.identification.algorithm", algorithm)
                        .redis()
                        .access()
                        .tls())
                .hasValueSatisfying(tls -> assertThat(tls.hostNames()).isEqualTo(expected));
    }

    @Test
    void theHostsNameIsCheckedByDefault() {
        assertThat(config("redis.uri", "rediss://h").redis().access().tls())
                .hasValueSatisfying(tls -> assertThat(tls.hostNames()).isEqualTo(Tls.HostNames.CHECKED));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "redis.uri=redis://a,b | redis.uri names several hosts, and redis.mode=standalone has one;",
                "redis.uri=redis://a/1;redis.mode=cluster | redis.uri names a database, and a Redis Cluster has none but 0;",
                "redis.mode=sentinel | redis.sentinel.master must be given with redis.mode=sentinel",
                "redis.mode=sentinels | redis.mode: String must be one of: standalone, sentinel, cluster",
                "redis.sentinel.master=m | redis.sentinel.master is for redis.mode=sentinel, and redis.mode is standalone;",
                "redis.sentinel.user=u | redis.sentinel.user is for redis.mode=sentinel",
                "redis.sentinel.password=secret | redis.sentinel.password is for redis.mode=sentinel",
                "redis.mode=sentinel;redis.sentinel.master=m;redis.sentinel.user=u | redis.sentinel.user needs a password",
                "redis.user=u | redis.user needs a password; set redis.password",
                "redis.uri=redis://u:secret@h;redis.user=v | redis.user is another one than in redis.uri;",
                "redis.uri=redis://u:secret@h;redis.password=secret2 | redis.password is another one than in redis.uri;",
                "redis.ssl.truststore.location=/x | redis.ssl.truststore.location is of no use with redis://;",
                "redis.ssl.key.password=secret | redis.ssl.key.password is of no use with redis://;",
                "redis.uri=rediss://h;redis.ssl.endpoint.identification.algorithm=ldap | redis.ssl.endpoint.identification.algorithm",
                "redis.uri=rediss://h;redis.ssl.truststore.location=/none | redis.ssl.truststore.location names no file",
                "redis.uri=rediss://h;redis.ssl.keystore.location=/none | redis.ssl.keystore.location names no file",
                "redis.uri=rediss://h;redis.ssl.truststore.certificates=secret | redis.ssl.truststore.certificates cannot be used:",
                "redis.uri=rediss://h;redis.ssl.keystore.key=secret | redis.ssl.keystore.key cannot be used:",
                "redis.timeout.ms=0 | redis.timeout.ms: Value must be at least 1",
            })
    void aMistakeIsToldOnItsSettingWithoutASecret(String settings, String message) {
        Map<String, List<String>> errors = errors(settings.split("[=;]", -1));

        String setting = message.replaceFirst("[: ].*", "");
        assertThat(errors).containsKey(setting);
        assertThat(errors.get(setting)).singleElement().asString().contains(message);
        assertThat(errors.toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis.user",
                "redis.password",
                "redis.client.name",
                "redis.sentinel.master",
                "redis.sentinel.user",
                "redis.sentinel.password",
                "redis.ssl.truststore.location",
                "redis.ssl.keystore.key",
            })
    void anEmptySettingAndOneOfNullAreNotGiven(String setting) {
        assertThat(errors(setting, "")).isEmpty();
        assertThat(errors(setting, null)).isEmpty();
    }

    @Test
    void noModeAndNoHostNameCheckOfNull() {
        assertThat(errors("redis.mode", null)).containsOnlyKeys("redis.mode");
        assertThat(errors("redis.ssl.endpoint.identification.algorithm", null))
                .containsOnlyKeys("redis.ssl.endpoint.identification.algorithm");
    }

    private static RedisSinkConfig config(String... namesAndValues) {
        return new RedisSinkConfig(properties(namesAndValues));
    }

    private static Map<String, List<String>> errors(String... namesAndValues) {
        return new Validation(properties(namesAndValues))
                .result().configValues().stream()
                        .filter(value -> !value.errorMessages().isEmpty())
                        .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
    }

    private static Map<String, String> properties(String... namesAndValues) {
        Map<String, String> properties = new HashMap<>(Map.of("name", "my-sink", "redis.uri", "redis://h"));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return properties;
    }
}
