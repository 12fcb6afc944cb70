package io.mysqlredis.stack;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ListenerTest {
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0"})
    void takenPortIsNamedWithWhatToDo(String host) throws IOException {
        Listener listener;
        try (ServerSocket other = new ServerSocket()) {
            other.bind(new InetSocketAddress(host, 0));
            listener = new Listener(ServerName.KAFKA, "STACK_KAFKA_PORT", other.getLocalPort());

            assertThatExceptionOfType(StackException.class)
                    .isThrownBy(listener::requireFree)
                    .withMessage(
                            "Kafka cannot start: port %d on 127.0.0.1 is already in use;"
                                    + " stop what uses it or set STACK_KAFKA_PORT",
                            other.getLocalPort());
        }
        assertThatCode(listener::requireFree).doesNotThrowAnyException();
    }
}
