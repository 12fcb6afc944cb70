package io.mysqlredis.benchmark.sink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mysqlredis.benchmark.Verdict;
import io.mysqlredis.benchmark.rows.Order;
import io.mysqlredis.benchmark.rows.Workload;
import io.mysqlredis.benchmark.topic.Format;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import redis.clients.jedis.Jedis;

/**
 * Compares Redis with what the last change of each row says: how many keys there are, and some of them value by value.
 */
public final class ContentCheck {

    private static final int SAMPLE = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final DateTimeFormatter DATETIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter();

    private final Format format;
    private final SinkCase.Target target;

    public ContentCheck(Format format, SinkCase.Target target) {
        this.format = format;
        this.target = target;
    }

    /**
     * Looks at everything there is.
     *
     * @param otherKeys how many there are besides those of rows
     */
    public Verdict check(Jedis redis, Workload.Remainder expected, int otherKeys) {
        long keys = redis.dbSize() - otherKeys;
        if (keys != expected.rows()) {
            return Verdict.wrong("Redis has %,d rows instead of %,d".formatted(keys, expected.rows()));
        }
        for (Order order : expected.sample(SAMPLE, new Random())) {
            String key = "orders:" + order.id();
            String there = target == SinkCase.Target.HASH ? describe(redis.hgetAll(key)) : document(redis.get(key));
            String wanted = target == SinkCase.Target.HASH
                    ? describe(hash(order))
                    : document(order).toString();
            if (!there.equals(wanted)) {
                return Verdict.wrong("%s holds %s instead of %s".formatted(key, there, wanted));
            }
        }
        return Verdict.right();
    }

    private static String describe(Map<String, String> hash) {
        return new TreeMap<>(hash).toString();
    }

    private static String document(String text) {
        if (text == null) {
            return "nothing";
        }
        try {
            return JSON.readTree(text).toString();
        } catch (JsonProcessingException e) {
            return "no JSON: " + text;
        }
    }

    private Map<String, String> hash(Order order) {
        Map<String, String> hash = new LinkedHashMap<>();
        document(order)
                .properties()
                .forEach(field -> hash.put(field.getKey(), field.getValue().asText()));
        return hash;
    }

    private JsonNode document(Order order) {
        ObjectNode document = JSON.createObjectNode()
                .put("id", order.id())
                .put("customer_id", order.customerId())
                .put("status", order.status())
                .put("amount", order.amount())
                .put("note", order.note());
        return format == Format.PLAIN_JSON
                // Nothing tells that this number is a time.
                ? document.put("updated_at", order.updatedAt())
                : document.put("updated_at", datetime(order.updatedAt()));
    }

    private static String datetime(long millis) {
        return DATETIME.format(LocalDateTime.ofEpochSecond(
                Math.floorDiv(millis, 1_000L), (int) Math.floorMod(millis, 1_000L) * 1_000_000, ZoneOffset.UTC));
    }
}
