package io.mysqlredis.sink.event;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * The delete events whose tombstones have not come yet: such a tombstone tells nothing new, and must not be applied where
 * its delete was left out as a repeat of the source, since the row may be there again.
 */
final class AwaitedTombstones {

    /** A tombstone follows its delete at once, unless several sources write to one partition. */
    private static final int MOST = 1_000;

    private final Map<Place, Boolean> deletes = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Boolean> eldest) {
            return size() > MOST;
        }
    };

    private record Place(String topic, Integer partition, Object key) {

        static Place of(SinkRecord record) {
            return new Place(record.originalTopic(), record.originalKafkaPartition(), record.key());
        }
    }

    void afterDelete(SinkRecord delete) {
        deletes.put(Place.of(delete), true);
    }

    /** Whether this tombstone is the one that follows a delete event. */
    boolean hasCome(SinkRecord tombstone) {
        return deletes.remove(Place.of(tombstone)) != null;
    }
}
