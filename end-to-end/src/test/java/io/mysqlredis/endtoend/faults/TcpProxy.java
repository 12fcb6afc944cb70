package io.mysqlredis.endtoend.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** Stands between clients and a server on loopback, and cuts or holds what they say to each other, at a chosen byte. */
final class TcpProxy implements AutoCloseable {

    private final ServerSocket listener;
    private final int serverPort;
    private final List<TcpLink> links = new CopyOnWriteArrayList<>();
    private volatile Cut cut = new Cut(Cut.Direction.REQUEST, Integer.MAX_VALUE, "");

    /** What the next request to be held says; null if none is. */
    private final AtomicReference<String> toHold = new AtomicReference<>();

    private TcpProxy(ServerSocket listener, int serverPort) {
        this.listener = listener;
        this.serverPort = serverPort;
    }

    static TcpProxy to(int serverPort) throws IOException {
        TcpProxy proxy = new TcpProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), serverPort);
        new Thread(proxy::accept, "proxy").start();
        return proxy;
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Replaces a cut that has not happened yet. */
    void arm(Cut next) {
        cut = next;
    }

    /** Keeps the next request that says this, and what follows it on its connection; other connections are not held. */
    void hold(String said) {
        toHold.set(said);
    }

    /** Delivers what was held. */
    void release() {
        links.forEach(TcpLink::release);
    }

    /** The connections on which something is held. */
    List<TcpLink> held() {
        return links.stream().filter(TcpLink::isHeld).toList();
    }

    private boolean takesToHold(byte[] bytes, int length) {
        String said = toHold.get();
        // Only one of two connections that say it at the same time may be held.
        return said != null
                && new String(bytes, 0, length, StandardCharsets.ISO_8859_1).contains(said)
                && toHold.compareAndSet(said, null);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        links.forEach(TcpLink::cut);
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
        try {
            client.setTcpNoDelay(true);
            Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
            server.setTcpNoDelay(true);
            links.removeIf(TcpLink::isOver);
            TcpLink link = new TcpLink(client, server, () -> cut, this::takesToHold);
            links.add(link);
            link.start();
        } catch (IOException e) {
            // The server is away: the client finds out by itself.
            client.close();
        }
    }
}
