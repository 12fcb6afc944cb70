package io.mysqlredis.benchmark.sink;

import io.mysqlredis.benchmark.BenchmarkException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import redis.clients.jedis.Jedis;

/**
 * Stands between clients and a server on loopback, and hands on in each direction whatever it reads a quarter of a
 * millisecond after it has read it, or later by as much as the system is late to wake a thread up. It limits no
 * throughput: what comes meanwhile is read at once, and waits as well.
 */
final class DelayProxy implements AutoCloseable {

    private static final long DELAY_NANOS = 250_000;
    private static final int PINGS = 200;

    private final ServerSocket listener;
    private final int serverPort;
    private final Thread accepting;
    private final List<DelayedLink> links = new ArrayList<>();

    private DelayProxy(ServerSocket listener, int serverPort) {
        this.listener = listener;
        this.serverPort = serverPort;
        this.accepting = new Thread(this::accept, "delay-proxy");
    }

    static DelayProxy to(int serverPort) throws IOException {
        DelayProxy proxy = new DelayProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), serverPort);
        proxy.accepting.start();
        return proxy;
    }

    int port() {
        return listener.getLocalPort();
    }

    /** The median of what a PING takes through the proxy, in microseconds. */
    double roundTripMicros() {
        double[] micros = new double[PINGS];
        try (Jedis redis = new Jedis(listener.getInetAddress().getHostAddress(), port())) {
            for (int i = 0; i < PINGS; i++) {
                long begin = System.nanoTime();
                redis.ping();
                micros[i] = (System.nanoTime() - begin) / 1_000.0;
            }
        }
        Arrays.sort(micros);
        return micros[PINGS / 2];
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                link(listener.accept());
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void link(Socket client) throws IOException {
        Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
        DelayedLink link = new DelayedLink(client, server, DELAY_NANOS);
        synchronized (links) {
            links.add(link);
        }
        link.start();
    }

    /** Cuts all connections, and returns when no thread of it is left. */
    @Override
    public void close() throws IOException {
        listener.close();
        try {
            accepting.join();
            synchronized (links) {
                for (DelayedLink link : links) {
                    link.close();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("Interrupted while a proxy was closed", e);
        }
    }
}
