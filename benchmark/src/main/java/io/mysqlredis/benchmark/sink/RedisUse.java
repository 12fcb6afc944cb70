package io.mysqlredis.benchmark.sink;

import io.mysqlredis.benchmark.Figure;
import io.mysqlredis.benchmark.topic.TopicSpec;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.Jedis;

/** What Redis says of the memory that it uses and the bytes that it was sent, from when it was empty. */
final class RedisUse {

    private final Jedis redis;
    private final long emptyBytes;
    private long receivedAtMark;
    private long receivedAtEnd;
    private long bytesAtEnd;

    RedisUse(Jedis redis) {
        this.redis = redis;
        this.emptyBytes = memory();
    }

    /** The measured part begins. */
    void mark() {
        receivedAtMark = received();
    }

    /** It is over. */
    void end() {
        receivedAtEnd = received();
        bytesAtEnd = memory();
    }

    /** @param countAtMark records that were through at the mark */
    List<Figure> figures(long countAtMark, TopicSpec spec) {
        long rows = spec.workload().remainder(spec.records()).rows();
        return List.of(
                new Figure(
                        "to Redis",
                        (double) (receivedAtEnd - receivedAtMark) / (spec.records() - countAtMark),
                        "bytes/row"),
                new Figure("in Redis", (double) (bytesAtEnd - emptyBytes) / rows, "bytes/row"));
    }

    private long memory() {
        return number("memory", "used_memory");
    }

    private long received() {
        return number("stats", "total_net_input_bytes");
    }

    private long number(String section, String name) {
        Matcher line = Pattern.compile("(?m)^" + name + ":(\\d+)").matcher(redis.info(section));
        if (!line.find()) {
            throw new IllegalStateException("Redis does not tell " + name);
        }
        return Long.parseLong(line.group(1));
    }
}
