package io.mysqlredis.benchmark.discard;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/** Discards its records. */
public final class DiscardingSinkTask extends SinkTask {

    @Override
    public String version() {
        return "1";
    }

    @Override
    public void start(Map<String, String> properties) {
        // There is nothing to set.
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        // Connect has converted them by now.
    }

    @Override
    public void stop() {
        // Nothing was started.
    }
}
