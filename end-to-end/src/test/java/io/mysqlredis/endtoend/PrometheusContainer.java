package io.mysqlredis.endtoend;

import io.mysqlredis.endtoend.monitoring.PrometheusApi;
import io.mysqlredis.endtoend.servers.ContainerServers;
import io.mysqlredis.endtoend.servers.OneServer;
import java.net.URI;

/** The service {@code prometheus} of docker-compose.yml, which runs as long as the other containers. */
record PrometheusContainer(ContainerServers containers, PrometheusApi api) implements Prometheus {

    private static final String SERVICE = "prometheus";
    private static final int PORT = 9090;

    /** Starts it anew, without what it saw of other tests. */
    static PrometheusContainer fresh(ContainerServers containers) {
        containers.run(SERVICE, "sh", "-c", "rm -rf /prometheus/*");
        OneServer server = containers.service(SERVICE);
        server.kill();
        server.start();
        URI root = URI.create("http://127.0.0.1:" + containers.port(SERVICE, PORT));
        return new PrometheusContainer(containers, new PrometheusApi(root));
    }

    @Override
    public String checkConfig() {
        return containers.run(SERVICE, "promtool", "check", "config", "/etc/prometheus/prometheus.yml");
    }

    @Override
    public String testRules() {
        return containers.run(SERVICE, "promtool", "test", "rules", "/etc/prometheus/alerts-test.yml");
    }

    @Override
    public void close() {}
}
