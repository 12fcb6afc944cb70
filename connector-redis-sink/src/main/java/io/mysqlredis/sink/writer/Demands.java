package io.mysqlredis.sink.writer;

import java.time.Duration;
import java.util.Objects;

/**
 * What is asked of a server beyond that it takes writes.
 *
 * @param noEviction whether one is refused that may evict keys, rather than warned of
 * @param replicas how many replicas have to confirm each flight
 * @param replicaTimeout how long they may take
 */
public record Demands(boolean noEviction, int replicas, Duration replicaTimeout) {

    public static final Demands NONE = new Demands(false, 0, Duration.ZERO);

    public Demands {
        Objects.requireNonNull(replicaTimeout, "replicaTimeout");
    }

    boolean areReplicasToConfirm() {
        return replicas > 0;
    }
}
