package io.mysqlredis.sink.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mysqlredis.sink.writer.RedisMisconfiguredException.Aspect;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.Connection;

class SentinelLocatorTest {

    private static final Access ACCESS =
            new Access(Credentials.NONE, 0, Optional.empty(), Duration.ofSeconds(5), Optional.empty());

    @Test
    void aSentinelThatAnsweredIsAskedFirstTheNextTime() throws IOException {
        try (ScriptedSentinel answering = ScriptedSentinel.naming(6379)) {
            SentinelLocator locator = locator(silent(), answering.node());

            assertThat(locator.locate()).containsExactly(new RedisNode("127.0.0.1", 6379));
            assertThat(locator.locate()).containsExactly(new RedisNode("127.0.0.1", 6379));

            assertThat(answering.connections()).isEqualTo(2);
        }
    }

    @Test
    void aSentinelWhoseMasterIsNoneIsAskedLastTheNextTime() throws IOException {
        try (ScriptedSentinel cutOff = ScriptedSentinel.naming(1);
                ScriptedSentinel upToDate = ScriptedSentinel.naming(2)) {
            SentinelLocator locator = locator(cutOff.node(), upToDate.node());

            assertThat(locator.locate()).containsExactly(new RedisNode("127.0.0.1", 1));
            locator.missed();

            assertThat(locator.locate()).containsExactly(new RedisNode("127.0.0.1", 2));
            assertThat(locator.locate()).containsExactly(new RedisNode("127.0.0.1", 2));
            assertThat(cutOff.connections()).isEqualTo(1);
        }
    }

    @Test
    void whereNoneAnswersEachIsNamedWithTheReason() throws IOException {
        RedisNode one = silent();
        RedisNode other = silent();

        assertThatThrownBy(() -> locator(one, other).locate())
                .isInstanceOf(RedisUnavailableException.class)
                .hasMessage("no Sentinel names the master shop: Sentinel at " + one
                        + " cannot be reached: Connection refused; Sentinel at " + other
                        + " cannot be reached: Connection refused");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-NOAUTH Authentication required. | LOGIN_AT_SENTINELS | refuses this connector: NOAUTH",
                "-NOPERM this user has no permissions | LOGIN_AT_SENTINELS | refuses this connector: NOPERM",
                "-ERR unknown command `SENTINEL`, with args beginning with: | MODE | is no Sentinel",
            })
    void aRefusalIsForAnOperator(String answer, Aspect aspect, String message) throws IOException {
        try (ScriptedSentinel refusing = ScriptedSentinel.answering(answer + "\r\n")) {
            assertThatThrownBy(() -> locator(silent(), refusing.node()).locate())
                    .isInstanceOf(RedisMisconfiguredException.class)
                    .hasMessageContaining("Sentinel at " + refusing.node() + " " + message)
                    .extracting(exception -> ((RedisMisconfiguredException) exception).aspect())
                    .isEqualTo(aspect);
        }
    }

    @Test
    void aRefusalDoesNotMatterWhereAnotherOneKnows() throws IOException {
        try (ScriptedSentinel refusing = ScriptedSentinel.answering("-WRONGPASS invalid username-password pair\r\n");
                ScriptedSentinel answering = ScriptedSentinel.naming(6379)) {
            assertThat(locator(refusing.node(), answering.node()).locate()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"+OK", "*1", "-LOADING"})
    void whatIsNoAnswerIsWaitedOut(String answer) throws IOException {
        try (ScriptedSentinel confused = ScriptedSentinel.answering(answer + "\r\n")) {
            assertThatThrownBy(() -> locator(confused.node()).locate()).isInstanceOf(RedisUnavailableException.class);
        }
    }

    @Test
    void aMasterThatSaysItIsAReplicaIsNotTaken() throws IOException {
        try (ScriptedSentinel sentinel = ScriptedSentinel.naming(6379);
                ScriptedSentinel replica = ScriptedSentinel.answering(
                        "*5\r\n$5\r\nslave\r\n$9\r\n127.0.0.1\r\n:6380\r\n$9\r\nconnected\r\n:1\r\n")) {
            SentinelLocator locator = locator(sentinel.node());
            locator.locate();

            assertThatThrownBy(() -> confirm(locator, replica))
                    .isInstanceOf(RedisUnavailableException.class)
                    .hasMessage("Sentinel at " + sentinel.node() + " names " + replica.node()
                            + " as master of shop, which says it is a replica");
        }
    }

    @ParameterizedTest
    @CsvSource({"-NOPERM this user has no permissions to run the 'role' command", "-ERR unknown command `ROLE`"})
    void aMasterThatMayNotBeAskedIsTaken(String answer) throws IOException {
        try (ScriptedSentinel sentinel = ScriptedSentinel.naming(6379);
                ScriptedSentinel master = ScriptedSentinel.answering(answer + "\r\n")) {
            SentinelLocator locator = locator(sentinel.node());
            locator.locate();

            confirm(locator, master);
        }
    }

    private static void confirm(SentinelLocator locator, ScriptedSentinel server) {
        Connection connection = new Dialer(ACCESS).dial(server.node());
        try {
            locator.confirm(server.node(), connection);
        } finally {
            Dialer.hangUp(connection);
        }
    }

    private static SentinelLocator locator(RedisNode... sentinels) {
        return new SentinelLocator(new Topology.Sentinel(List.of(sentinels), "shop", Credentials.NONE), ACCESS);
    }

    /** Where nobody listens. */
    private static RedisNode silent() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new RedisNode("127.0.0.1", socket.getLocalPort());
        }
    }
}
