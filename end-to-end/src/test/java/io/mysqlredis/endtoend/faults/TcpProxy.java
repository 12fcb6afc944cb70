package io.mysqlredis.endtoend.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between clients and a server on loopback, and cuts or holds what they say to each other, at a chosen byte. */
final class TcpProxy implements AutoCloseable {

    private final ServerSocket listener;
    private final int serverPort;
    private final List<TcpLink> links = new CopyOnWriteArrayList<>();
    private volatile Cut cut = new Cut(Cut.Direction.REQUEST, Integer.MAX_VALUE);

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

    /** Keeps what is on its way in all connections that there are; new ones are not held. */
    void hold() {
        links.forEach(TcpLink::hold);
    }

    /** Delivers what was held. */
    void release() {
        links.forEach(TcpLink::release);
    }

    /** The connections that there are, or were until they ended. */
    List<TcpLink> links() {
        return List.copyOf(links);
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
            TcpLink link = new TcpLink(client, server, () -> cut);
            links.add(link);
            link.start();
        } catch (IOException e) {
            // The server is away: the client finds out by itself.
            client.close();
        }
    }
}
