package io.mysqlredis.sink.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisConnectionException;

class NodeConnectionTest {

    /** What is lost in the middle of a transaction must not go on behind it, where nothing holds it together. */
    @Test
    void aConnectionThatWasLostIsNotMadeAnew() throws IOException {
        try (ScriptedRedis redis = ScriptedRedis.answeringInTurn()) {
            NodeConnection connection = redis.connections().open().connection();
            connection.sendCommand(Command.MULTI);
            RedisConnections.hangUp(connection);

            assertThatThrownBy(() -> connection.sendCommand(Command.EXEC))
                    .isInstanceOf(JedisConnectionException.class)
                    .hasMessageContaining("the connection was lost");
        }
    }

    @Test
    void norForABufferOfRequests() throws IOException {
        RequestBuffer requests = new RequestBuffer();
        requests.add(Command.DEL, "key".getBytes(StandardCharsets.US_ASCII));
        try (ScriptedRedis redis = ScriptedRedis.answeringInTurn()) {
            NodeConnection connection = redis.connections().open().connection();
            RedisConnections.hangUp(connection);

            assertThatThrownBy(() -> connection.send(requests)).isInstanceOf(JedisConnectionException.class);
        }
    }

    @Test
    void aBufferLeavesBehindWhatWasSentBefore() throws IOException {
        RequestBuffer requests = new RequestBuffer();
        requests.add(Command.DEL, "key".getBytes(StandardCharsets.US_ASCII));
        requests.add(Command.EXEC);
        try (ScriptedRedis redis = ScriptedRedis.answeringInTurn("+OK\r\n+QUEUED\r\n*1\r\n:1\r\n")) {
            NodeConnection connection = redis.connections().open().connection();
            connection.sendCommand(Command.MULTI);
            connection.send(requests);

            assertThat(connection.getMany(3)).hasSize(3);
        }
    }
}
