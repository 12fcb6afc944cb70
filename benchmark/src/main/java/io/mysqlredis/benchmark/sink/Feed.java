package io.mysqlredis.benchmark.sink;

import io.mysqlredis.benchmark.topic.Topic;
import io.mysqlredis.benchmark.worker.Sample;
import java.util.List;
import redis.clients.jedis.Jedis;

/** How many records of a topic are through. */
interface Feed {

    /** Puts what was not seen before into the course, and returns the last count. */
    long look(Course course);

    /** Those whose effect Redis has, by the sink's watermarks in it. */
    record Applied(Jedis redis, List<String> watermarks) implements Feed {

        static Applied of(Jedis redis, String connector, Topic topic) {
            return new Applied(
                    redis,
                    topic.endOffsets().keySet().stream()
                            .map(partition -> "__connect:%s:%s:%d".formatted(connector, topic.name(), partition))
                            .toList());
        }

        @Override
        public long look(Course course) {
            long count = 0;
            for (String watermark : watermarks) {
                String offset = redis.hget(watermark, "offset");
                count += offset == null ? 0 : Long.parseLong(offset) + 1;
            }
            course.add(System.nanoTime(), count);
            return count;
        }
    }

    /** Those that the worker has handed to its tasks. */
    final class HandedOver implements Feed {

        private final Worker worker;
        private int seen;

        HandedOver(Worker worker) {
            this.worker = worker;
        }

        @Override
        public long look(Course course) {
            List<Sample> all = worker.samples();
            all.subList(seen, all.size()).forEach(sample -> course.add(sample.nanos(), sample.sent()));
            seen = all.size();
            // Not the worker's last, which may be a later one.
            return all.isEmpty() ? 0 : all.get(all.size() - 1).sent();
        }
    }
}
