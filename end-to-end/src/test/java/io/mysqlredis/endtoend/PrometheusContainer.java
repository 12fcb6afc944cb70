package io.mysqlredis.endtoend;

import io.mysqlredis.endtoend.monitoring.PrometheusApi;
import io.mysqlredis.endtoend.servers.ContainerServers;
import java.net.URI;

/** The service {@code prometheus} of docker-compose.yml, which runs as long as the other containers. */
record PrometheusContainer(ContainerServers containers, PrometheusApi api) implements Prometheus {

    private static final String SERVICE = "prometheus";
    private static final int PORT = 9090;

    static PrometheusContainer of(ContainerServers containers) {
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
