package io.mysqlredis.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A port on which one server listens, on the loopback interface only, and the variable that moves it. */
record Listener(ServerName server, String variable, int port) {
    static final String HOST = "127.0.0.1";
    private static final int TIMEOUT_MILLIS = 2_000;

    /** The same listener on another port. */
    Listener at(int other) {
        return new Listener(server, variable, other);
    }

    String address() {
        return HOST + ":" + port;
    }

    /** Throws unless a server could listen here now. */
    void requireFree() {
        try {
            open(port).close();
        } catch (IOException e) {
            throw new StackException(
                    "%s cannot start: port %d on %s %s; stop what uses it or set %s"
                            .formatted(server.label(), port, HOST, reason(e), variable),
                    e);
        }
    }

    /** A connection on which neither connecting nor reading takes more than two seconds. */
    static Socket connect(int port) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    static ServerSocket open(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    }

    private static String reason(IOException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("in use") ? "is already in use" : "cannot be used (" + message + ")";
    }
}
