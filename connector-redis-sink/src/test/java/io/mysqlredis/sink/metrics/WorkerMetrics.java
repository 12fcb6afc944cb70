package io.mysqlredis.sink.metrics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.metrics.internals.PluginMetricsImpl;

/** A worker's metrics, and what tasks of one name have of them. */
final class WorkerMetrics {

    private final Metrics metrics = new Metrics();
    private PluginMetricsImpl task = ofNextTask();

    /** Those of the task that was started last. */
    PluginMetrics ofTask() {
        return task;
    }

    /** Those of another task of the same name, while the former one has not ended. */
    PluginMetricsImpl ofNextTask() {
        task = new PluginMetricsImpl(metrics, Map.of("connector", "sink", "task", "0"));
        return task;
    }

    /** What Connect does once a task has ended. */
    static void end(PluginMetricsImpl task) {
        try {
            task.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Object value(Metric metric) {
        return value(metric, Map.of());
    }

    Object value(Metric metric, String table) {
        return value(metric, Map.of("table", table));
    }

    private Object value(Metric metric, Map<String, String> tags) {
        KafkaMetric found = metrics.metric(task.metricName(metric.attribute(), "", new LinkedHashMap<>(tags)));
        return found == null ? "there is none" : found.metricValue();
    }

    /** The names of all metrics with these tags, besides those of the connector and the task. */
    Set<String> names(Map<String, String> tags) {
        return metrics.metrics().keySet().stream()
                .filter(name -> name.group().equals("plugins"))
                .filter(name -> name.equals(task.metricName(name.name(), "", new LinkedHashMap<>(tags))))
                .map(name -> name.name())
                .collect(Collectors.toSet());
    }

    /** The tables that there are metrics of. */
    Set<String> tables() {
        return metrics.metrics().keySet().stream()
                .filter(name -> name.tags().containsKey("table"))
                .map(name -> name.tags().get("table"))
                .collect(Collectors.toSet());
    }
}
