package io.mysqlredis.endtoend;

import io.mysqlredis.endtoend.monitoring.PrometheusApi;

/** A real Prometheus that scrapes the pipeline, with the shipped rules. */
interface Prometheus extends AutoCloseable {

    PrometheusApi api();

    /** What {@code promtool check config} prints about the file that it runs with. */
    String checkConfig();

    /** What {@code promtool test rules} prints about the shipped tests of the alerts. */
    String testRules();

    @Override
    void close();
}
