package io.mysqlredis.endtoend;

import com.sun.tools.attach.VirtualMachine;
import io.mysqlredis.stack.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import javax.management.remote.JMXServiceURL;

/** Prometheus' JMX exporter in a running worker, with the shipped configuration: what a Prometheus would get from it. */
final class JmxExporter {

    static final Path CONFIGURATION =
            Path.of("..", "monitoring", "jmx-exporter.yml").toAbsolutePath().normalize();

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String address;
    private final URI metrics;
    private final JMXServiceURL jmx;

    private JmxExporter(int port, JMXServiceURL jmx) {
        this.address = "127.0.0.1:" + port;
        this.metrics = URI.create("http://" + address + "/metrics");
        this.jmx = jmx;
    }

    /** Loads it into the worker's process, as {@code -javaagent} would have at its start. */
    static JmxExporter in(Server worker) throws Exception {
        int port = freePort();
        VirtualMachine process =
                VirtualMachine.attach(Long.toString(worker.pid().orElseThrow()));
        try {
            process.loadAgent(agent().toString(), "127.0.0.1:" + port + ":" + CONFIGURATION);
            return new JmxExporter(port, new JMXServiceURL(process.startLocalManagementAgent()));
        } finally {
            process.detach();
        }
    }

    private static Path agent() throws URISyntaxException {
        return Path.of(io.prometheus.jmx.JavaAgent.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** What it answers now. */
    Scrape scrape() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(metrics).timeout(TIMEOUT).build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("The exporter answers " + response.statusCode() + ": " + response.body());
        }
        return Scrape.parse(response.body());
    }

    /** Where a Prometheus finds it, as {@code host:port}. */
    String address() {
        return address;
    }

    /** Where the worker's MBeans can be read. */
    JMXServiceURL jmx() {
        return jmx;
    }
}
