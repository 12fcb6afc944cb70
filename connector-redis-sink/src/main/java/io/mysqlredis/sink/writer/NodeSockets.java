package io.mysqlredis.sink.writer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLSocket;
import redis.clients.jedis.JedisSocketFactory;

/** Connects to a server at the first of its addresses that answers, and over TLS only if it proves who it is. */
record NodeSockets(RedisNode node, int timeoutMillis, Optional<Tls> tls) implements JedisSocketFactory {

    @Override
    public Socket createSocket() {
        Socket socket = connect();
        return tls.isPresent() ? encrypted(socket, tls.get()) : socket;
    }

    private Socket connect() {
        Set<String> reasons = new LinkedHashSet<>();
        IOException last = null;
        for (InetAddress address : addresses()) {
            Socket socket = new Socket();
            try {
                socket.setTcpNoDelay(true);
                socket.setKeepAlive(true);
                // Closing it does not wait for what is unsent.
                socket.setSoLinger(true, 0);
                socket.connect(new InetSocketAddress(address, node.port()), timeoutMillis);
                socket.setSoTimeout(timeoutMillis);
                return socket;
            } catch (IOException e) {
                close(socket);
                reasons.add(ConnectFailure.text(e));
                last = e;
            }
        }
        throw new NotConnectedException(String.join(", ", reasons), last);
    }

    private InetAddress[] addresses() {
        try {
            return InetAddress.getAllByName(node.host());
        } catch (UnknownHostException e) {
            throw new NotConnectedException("the name of the host is not known, or cannot be looked up now", e);
        }
    }

    private SSLSocket encrypted(Socket plain, Tls settings) {
        try {
            SSLSocket socket = (SSLSocket)
                    settings.context().get().getSocketFactory().createSocket(plain, node.host(), node.port(), true);
            socket.setSSLParameters(settings.parameters(socket.getSSLParameters()));
            socket.startHandshake();
            return socket;
        } catch (IOException e) {
            close(plain);
            throw new NotConnectedException(ConnectFailure.reasonOfHandshake(e), e);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is given up either way.
        }
    }
}
