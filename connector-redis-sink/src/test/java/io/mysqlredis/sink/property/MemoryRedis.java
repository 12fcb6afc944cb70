package io.mysqlredis.sink.property;

import io.mysqlredis.sink.command.KeyPattern;
import io.mysqlredis.sink.command.RedisCommand;
import io.mysqlredis.sink.command.RedisRequest;
import io.mysqlredis.sink.command.Write;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Carries out the requests that a sink makes, as Redis does, and refuses all others. */
final class MemoryRedis {

    private final Map<String, Content> contents;

    MemoryRedis() {
        this(Map.of());
    }

    MemoryRedis(Map<String, Content> contents) {
        this.contents = new HashMap<>(contents);
    }

    /** A copy of everything. */
    Map<String, Content> contents() {
        return Map.copyOf(contents);
    }

    void apply(Write write) {
        write.sweeps().forEach(sweep -> contents.entrySet().removeIf(entry -> isSwept(entry, sweep)));
        for (RedisCommand command : write.commands()) {
            command.requests().forEach(this::execute);
        }
    }

    /** Dies while it sweeps. */
    void sweepPartly(Write write) {
        for (KeyPattern sweep : write.sweeps()) {
            List<String> swept = contents.entrySet().stream()
                    .filter(entry -> isSwept(entry, sweep))
                    .map(Map.Entry::getKey)
                    .toList();
            swept.subList(0, (swept.size() + 1) / 2).forEach(contents::remove);
        }
    }

    private static boolean isSwept(Map.Entry<String, Content> entry, KeyPattern sweep) {
        return entry.getValue().type().equals(sweep.type()) && sweep.matches(Octets.bytes(entry.getKey()));
    }

    private void execute(RedisRequest request) {
        String verb = Octets.of(request.name());
        List<String> arguments = Stream.of(request.arguments()).map(Octets::of).toList();
        String key = arguments.get(0);
        List<String> rest = arguments.subList(1, arguments.size());
        switch (verb) {
            case "DEL" -> contents.remove(key);
            case "SET" -> contents.put(key, Content.whole(Content.STRING, rest.get(0)));
            case "HSET" -> add(key, Content.HASH, pairs(rest));
            case "JSON.SET" -> setJson(key, rest.get(1));
            case "PEXPIREAT" ->
                contents.computeIfPresent(
                        key, (name, content) -> content.expiringAt(OptionalLong.of(Long.parseLong(rest.get(0)))));
            case "SADD" -> add(key, Content.SET, Map.of(rest.get(0), ""));
            case "ZADD" -> add(key, Content.SORTED_SET, Map.of(rest.get(1), score(rest.get(0))));
            case "GEOADD" -> add(key, Content.SORTED_SET, Map.of(rest.get(2), place(rest.get(0), rest.get(1))));
            case "SREM" -> remove(key, Content.SET, rest.get(0));
            case "ZREM" -> remove(key, Content.SORTED_SET, rest.get(0));
            default -> throw new AssertionError("Nobody told what " + verb + " does");
        }
    }

    static String score(String digits) {
        return Double.toString(Double.parseDouble(digits));
    }

    static String place(String longitude, String latitude) {
        return new BigDecimal(longitude).stripTrailingZeros().toPlainString() + " "
                + new BigDecimal(latitude).stripTrailingZeros().toPlainString();
    }

    private void setJson(String key, String document) {
        Content former = contents.get(key);
        requireType(key, Content.JSON);
        Content written = Content.whole(Content.JSON, document);
        contents.put(key, former == null ? written : written.expiringAt(former.expireAt()));
    }

    private void add(String key, String type, Map<String, String> parts) {
        requireType(key, type);
        Content former = contents.get(key);
        contents.put(key, former == null ? Content.of(type, parts) : former.with(parts));
    }

    private void remove(String key, String type, String part) {
        requireType(key, type);
        contents.computeIfPresent(key, (name, content) -> {
            Content rest = content.without(part);
            return rest.parts().isEmpty() ? null : rest;
        });
    }

    private void requireType(String key, String type) {
        Content former = contents.get(key);
        if (former != null && !former.type().equals(type)) {
            throw new AssertionError("WRONGTYPE: " + key + " holds " + former + " and no " + type);
        }
    }

    private static Map<String, String> pairs(List<String> flat) {
        Map<String, String> pairs = new TreeMap<>();
        for (int i = 0; i < flat.size(); i += 2) {
            pairs.put(flat.get(i), flat.get(i + 1));
        }
        return pairs;
    }
}
