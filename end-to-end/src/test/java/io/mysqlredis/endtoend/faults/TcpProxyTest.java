package io.mysqlredis.endtoend.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TcpProxyTest {

    private static final String REQUEST = "PING\r\nMULTI\r\nSET a 1\r\nEXEC\r\n";
    private static final String REPLY = "+OK\r\n+QUEUED\r\n";

    private ServerSocket listener;
    private TcpProxy proxy;
    private Socket client;
    private Socket server;

    @BeforeEach
    void connect() throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        proxy = TcpProxy.to(listener.getLocalPort());
        client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        server = listener.accept();
        server.setSoTimeout(5_000);
        client.setSoTimeout(5_000);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
        proxy.close();
        listener.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 6, 7, 8, 21})
    void aRequestIsCutWhereItWasAskedForAndCountedFromTheTransaction(int position) throws IOException {
        Cut cut = new Cut(Cut.Direction.REQUEST, position, "SET a");
        proxy.arm(cut);

        send(client, REQUEST);

        assertThat(received(server)).isEqualTo(REQUEST.substring(0, "PING\r\n".length() + position));
        assertThat(cut.hasHappened()).isTrue();
        assertThat(received(client)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 13})
    void aReplyIsCutWhereItWasAskedFor(int position) throws IOException {
        Cut cut = new Cut(Cut.Direction.REPLY, position, "SET a");
        proxy.arm(cut);
        send(client, REQUEST);
        assertThat(new String(server.getInputStream().readNBytes(REQUEST.length()), StandardCharsets.US_ASCII))
                .isEqualTo(REQUEST);

        send(server, REPLY);

        assertThat(received(client)).isEqualTo(REPLY.substring(0, Math.min(position, REPLY.length())));
        assertThat(cut.hasHappened()).isEqualTo(position < REPLY.length());
    }

    @Test
    void onlyWhatSaysItIsCutOrHeld() throws IOException {
        Cut cut = new Cut(Cut.Direction.REQUEST, 0, "SET b");
        proxy.arm(cut);
        proxy.hold("SET b");

        send(client, REQUEST);

        assertThat(new String(server.getInputStream().readNBytes(REQUEST.length()), StandardCharsets.US_ASCII))
                .isEqualTo(REQUEST);
        assertThat(cut.hasHappened()).isFalse();
        assertThat(proxy.held()).isEmpty();
    }

    @Test
    void whatWasHeldArrivesAlsoWhenItsSenderIsGone() throws IOException {
        proxy.hold("SET a");
        send(client, REQUEST);
        await().until(() -> proxy.held().size() == 1);
        TcpLink late = proxy.held().get(0);
        client.close();
        assertThat(server.getInputStream().available()).isZero();

        proxy.release();

        assertThat(received(server)).isEqualTo(REQUEST);
        assertThat(late.isOver()).isFalse();
        server.close();
        await().until(late::isOver);
    }

    private static void send(Socket to, String text) throws IOException {
        to.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** All until the end of the connection. */
    private static String received(Socket at) throws IOException {
        StringBuilder text = new StringBuilder();
        try {
            for (int next = at.getInputStream().read();
                    next >= 0;
                    next = at.getInputStream().read()) {
                text.append((char) next);
            }
        } catch (SocketException e) {
            // Cut while bytes were on their way.
            return text.toString();
        }
        return text.toString();
    }
}
