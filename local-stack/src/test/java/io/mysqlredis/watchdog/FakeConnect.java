package io.mysqlredis.watchdog;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers as Connect does, for connectors of one task each whose states the test sets. */
final class FakeConnect implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    static {
        // Else each answer waits 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final Map<String, String> tasks = new ConcurrentHashMap<>();
    private final Map<String, String> connectors = new ConcurrentHashMap<>();
    private final List<String> restarts = new CopyOnWriteArrayList<>();
    private volatile int looks;
    private volatile int statusOfRestarts = 204;

    FakeConnect() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Its task fails with this trace. */
    void failTask(String connector, String trace) {
        connectors.putIfAbsent(connector, "");
        tasks.put(connector, trace);
    }

    /** It fails itself, its task runs. */
    void failConnector(String connector, String trace) {
        connectors.put(connector, trace);
        tasks.put(connector, "");
    }

    void run(String connector) {
        failConnector(connector, "");
    }

    void refuseRestarts() {
        statusOfRestarts = 500;
    }

    /** The paths that were posted to. */
    List<String> restarts() {
        return restarts;
    }

    int looks() {
        return looks;
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        if (exchange.getRequestMethod().equals("POST")) {
            restarts.add(path);
            exchange.sendResponseHeaders(statusOfRestarts, -1);
        } else {
            byte[] body = status().toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            looks++;
        }
        exchange.close();
    }

    private ObjectNode status() {
        ObjectNode all = JSON.createObjectNode();
        new TreeMap<>(connectors).forEach((name, trace) -> {
            ObjectNode status = all.putObject(name).putObject("status").put("name", name);
            describe(status.putObject("connector"), trace);
            describe(status.putArray("tasks").addObject().put("id", 0), tasks.getOrDefault(name, ""));
        });
        return all;
    }

    private static void describe(ObjectNode part, String trace) {
        part.put("state", trace.isEmpty() ? "RUNNING" : "FAILED").put("worker_id", "127.0.0.1:8083");
        if (!trace.isEmpty()) {
            part.put("trace", trace);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
