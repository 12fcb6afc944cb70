package io.mysqlredis.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks a server of this machine over HTTP, within seconds. */
final class Http {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    private Http() {}

    /** What a server has at that path; throws where its answer is not 200. */
    static String read(int port, String path) throws IOException {
        URI uri = Endpoints.http(port).resolve(path);
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(TIMEOUT).build();
        try {
            HttpResponse<String> response =
                    CLIENT.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (response.statusCode() != 200) {
                throw new IOException("GET %s gives %d".formatted(path, response.statusCode()));
            }
            return response.body();
        } catch (InterruptedException e) {
            throw Attempt.interrupted(e);
        }
    }
}
