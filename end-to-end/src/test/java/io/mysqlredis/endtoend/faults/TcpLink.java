package io.mysqlredis.endtoend.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.function.Supplier;

/** One client's connection through a {@link TcpProxy}: bytes pass in order and unchanged, until it is held or cut. */
final class TcpLink {

    private final Socket client;
    private final Socket server;
    private final Supplier<Cut> cut;
    private final Holding holding;
    private boolean held;
    private int ended;

    /** Whether a request is to be held from its first byte on. */
    interface Holding {
        boolean of(byte[] request, int length);
    }

    TcpLink(Socket client, Socket server, Supplier<Cut> cut, Holding holding) {
        this.client = client;
        this.server = server;
        this.cut = cut;
        this.holding = holding;
    }

    void start() {
        new Thread(() -> pump(client, server, Cut.Direction.REQUEST), "proxy-request").start();
        new Thread(() -> pump(server, client, Cut.Direction.REPLY), "proxy-reply").start();
    }

    private synchronized void hold() {
        held = true;
    }

    synchronized boolean isHeld() {
        return held;
    }

    synchronized void release() {
        held = false;
        notifyAll();
    }

    /** Whether all has been delivered that ever will be. */
    synchronized boolean isOver() {
        return ended == 2;
    }

    /** Ends it at once, and loses what is on its way. */
    void cut() {
        try (client;
                server) {
            release();
        } catch (IOException e) {
            // It is cut all the same.
        }
    }

    private void pump(Socket from, Socket to, Cut.Direction way) {
        byte[] bytes = new byte[16_384];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
                if (way == Cut.Direction.REQUEST && holding.of(bytes, length)) {
                    hold();
                }
                awaitRelease();
                int allowed = cut.get().allowed(this, way, bytes, length);
                out.write(bytes, 0, allowed);
                if (allowed < length) {
                    cut();
                    return;
                }
            }
            awaitRelease();
            // What was sent before the end must still arrive, so the other direction stays open.
            to.shutdownOutput();
        } catch (IOException e) {
            cut();
        } finally {
            end();
        }
    }

    private synchronized void end() {
        ended++;
        if (ended == 2) {
            cut();
        }
    }

    private synchronized void awaitRelease() throws IOException {
        while (held) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("Interrupted", e);
            }
        }
    }
}
