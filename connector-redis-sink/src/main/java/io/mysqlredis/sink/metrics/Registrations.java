package io.mysqlredis.sink.metrics;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds metrics to those of the worker, which takes them out when the task has ended.
 *
 * <p>A task that Connect gave up, as it did not end in time, keeps the names of its metrics until it ends; those of its
 * successor are then added as soon as they can be, and never stand in its way.
 */
final class Registrations {

    private static final Logger LOG = LoggerFactory.getLogger(Registrations.class);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String TABLE = "table";

    private final PluginMetrics metrics;
    private final InstantSource clock;
    private final List<Registration> refused = new ArrayList<>();
    private Instant tried = Instant.MIN;

    private record Registration(Metric metric, LinkedHashMap<String, String> tags, Supplier<?> value) {}

    Registrations(PluginMetrics metrics, InstantSource clock) {
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Adds one of the task. */
    void add(Metric metric, Supplier<?> value) {
        add(new Registration(metric, new LinkedHashMap<>(), value));
    }

    /** Adds one of a table. */
    void add(Metric metric, String table, Supplier<?> value) {
        LinkedHashMap<String, String> tags = new LinkedHashMap<>();
        tags.put(TABLE, table);
        add(new Registration(metric, tags, value));
    }

    private void add(Registration registration) {
        if (!isAdded(registration)) {
            if (refused.isEmpty()) {
                LOG.warn(
                        "A former task of the same name has not ended yet; the metrics of this one appear once it has");
            }
            refused.add(registration);
        }
    }

    /** Adds what could not be added before, if it can be now. */
    void complete() {
        if (!refused.isEmpty() && isDue(clock.instant())) {
            tried = clock.instant();
            refused.removeIf(this::isAdded);
        }
    }

    private boolean isDue(Instant now) {
        // A clock that was set back must not put it off for as long.
        return now.isBefore(tried) || !now.isBefore(tried.plus(PAUSE));
    }

    private boolean isAdded(Registration registration) {
        try {
            metrics.addMetric(
                    metrics.metricName(
                            registration.metric().attribute(),
                            registration.metric().meaning(),
                            registration.tags()),
                    (Gauge<Object>) (config, now) -> registration.value().get());
            return true;
        } catch (IllegalArgumentException theNameIsTaken) {
            return false;
        }
    }
}
