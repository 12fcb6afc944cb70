package io.mysqlredis.sink.delivery;

import io.mysqlredis.sink.command.Batch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;

/** Remembers what a delivery tells. */
final class Observations implements Observer {

    /** The offset and the kind of each record, in the order in which they were told. */
    final List<String> applied = new ArrayList<>();

    /** The number of commands made, of those sent, and of the bytes of all, of each flight. */
    final List<String> flights = new ArrayList<>();

    final List<String> reasons = new ArrayList<>();
    int retries;
    int resumptions;
    int rewinds;
    int fences;
    int pending;
    int foreign;

    @Override
    public void flown(List<Step> steps, long bytes, Batch sent, Duration roundTrip) {
        int made =
                steps.stream().mapToInt(step -> step.write().commands().size()).sum();
        int flew = sent.writes().stream()
                .mapToInt(write -> write.commands().size())
                .sum();
        flights.add(made + " made, " + flew + " sent, " + bytes + " bytes");
    }

    @Override
    public void applied(List<Step> steps) {
        steps.stream()
                .filter(step -> step.change().kind() != Change.Kind.COUNTED)
                .forEach(step -> applied.add(step.offset() + " " + step.change().kind()));
    }

    @Override
    public void rewound() {
        rewinds++;
    }

    @Override
    public void fenced() {
        fences++;
    }

    @Override
    public void stalled(String reason) {
        reasons.add(reason);
    }

    @Override
    public void retried() {
        retries++;
    }

    @Override
    public void resumed() {
        resumptions++;
    }

    @Override
    public void left(Collection<Step> steps, Collection<SinkRecord> unread, int foreignPartitions) {
        pending = steps.size();
        foreign = foreignPartitions;
    }
}
