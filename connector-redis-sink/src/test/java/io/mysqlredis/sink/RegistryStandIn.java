package io.mysqlredis.sink;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers as a schema registry does, with the status that it is told to. */
public final class RegistryStandIn implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> logins = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String unknown = "{\"error_code\":40403,\"message\":\"Schema not found\"}";

    private RegistryStandIn(HttpServer server) {
        this.server = server;
    }

    public static RegistryStandIn start() throws IOException {
        RegistryStandIn registry =
                new RegistryStandIn(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        registry.server.createContext("/api", exchange -> {
            registry.logins.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            String path = exchange.getRequestURI().getRawPath().substring("/api".length());
            String answer = registry.answers.get(path);
            byte[] body = Objects.requireNonNullElse(answer, registry.unknown).getBytes(StandardCharsets.UTF_8);
            boolean isUnknown = registry.status == 200 && answer == null;
            exchange.sendResponseHeaders(isUnknown ? 404 : registry.status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        registry.server.start();
        return registry;
    }

    /** Its API's address. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api");
    }

    /** From now on a path is answered so. */
    public void answer(String path, String body) {
        answers.put(path, body);
    }

    /** From now on this is said, with 404, of what was not told before. */
    public void answerUnknown(String body) {
        unknown = body;
    }

    /** From now on all requests are answered so. */
    public void fail(int newStatus) {
        status = newStatus;
    }

    /** From now on it answers what it knows. */
    public void recover() {
        status = 200;
    }

    /** What was in the header of each request that has a login; {@code null} as a text where there was none. */
    public List<String> logins() {
        return logins;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
