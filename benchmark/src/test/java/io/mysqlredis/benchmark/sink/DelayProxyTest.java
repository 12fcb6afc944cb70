package io.mysqlredis.benchmark.sink;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DelayProxyTest {

    /** Sends back what it gets on one connection, until that ends. */
    private static CompletableFuture<Void> echo(ServerSocket listener) {
        return CompletableFuture.runAsync(() -> {
            try (Socket socket = listener.accept()) {
                socket.getInputStream().transferTo(socket.getOutputStream());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void bytesPassUnchangedAndTakeHalfAMillisecondToAndFro() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> server = echo(listener);
            try (DelayProxy proxy = DelayProxy.to(listener.getLocalPort());
                    Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
                long begin = System.nanoTime();
                client.getOutputStream().write("hello".getBytes(US_ASCII));

                assertThat(client.getInputStream().readNBytes(5))
                        .asString(US_ASCII)
                        .isEqualTo("hello");
                assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(TimeUnit.MICROSECONDS.toNanos(500));

                client.shutdownOutput();
                assertThat(client.getInputStream().read()).isEqualTo(-1);
            }
            server.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void aClosedProxyLeavesNoThread() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            try (DelayProxy proxy = DelayProxy.to(listener.getLocalPort());
                    Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
                    Socket server = listener.accept()) {
                client.getOutputStream().write(1);
                assertThat(server.getInputStream().read()).isEqualTo(1);
            }
        }

        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("delay-"));
    }
}
