package io.mysqlredis.sink.writer;

import io.mysqlredis.sink.writer.RedisMisconfiguredException.Aspect;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;

/** What a server tells of itself by INFO: nothing, where it does not let this user ask. */
record ServerInfo(Map<String, String> fields) {

    private static final Pattern CALLS = Pattern.compile("calls=(\\d{1,18})");

    /** What is wrong with a server for a topology. */
    record Misfit(Aspect aspect, String text) {}

    static ServerInfo ask(Connection connection) {
        connection.sendCommand(Command.INFO);
        return of(connection.getMany(1).get(0));
    }

    /** @param reply to INFO */
    static ServerInfo of(Object reply) {
        return reply instanceof byte[] text
                ? parse(new String(text, StandardCharsets.UTF_8))
                : new ServerInfo(Map.of());
    }

    static ServerInfo parse(String text) {
        Map<String, String> fields = new HashMap<>();
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        });
        return new ServerInfo(fields);
    }

    Optional<Misfit> misfit(Topology topology) {
        boolean wantsCluster = topology instanceof Topology.Cluster;
        if (is("redis_mode", "sentinel")) {
            return wrongMode(
                    "is a Sentinel; set redis.mode=sentinel and redis.sentinel.master, or name a Redis server");
        }
        if (is("cluster_enabled", "1") && !wantsCluster) {
            return wrongMode("is a node of a Redis Cluster; set redis.mode=cluster");
        }
        if (is("cluster_enabled", "0") && wantsCluster) {
            return wrongMode("is no node of a Redis Cluster; set redis.mode=standalone, or name a node in redis.uri");
        }
        if (is("role", "slave") && topology instanceof Topology.Standalone) {
            return Optional.of(new Misfit(
                    Aspect.ADDRESS,
                    "is a replica of " + fields.get("master_host") + ":" + fields.get("master_port")
                            + ", and what is written to a replica is refused or lost; name the master, or its Sentinels"
                            + " with redis.mode=sentinel"));
        }
        return Optional.empty();
    }

    private static Optional<Misfit> wrongMode(String text) {
        return Optional.of(new Misfit(Aspect.MODE, text));
    }

    /** Stays the same as long as the server neither restarts nor is emptied; empty if it does not tell. */
    Optional<String> history() {
        return Optional.ofNullable(fields.get("run_id")).map(run -> run + ":" + (calls("flushall") + calls("flushdb")));
    }

    private long calls(String command) {
        Matcher calls = CALLS.matcher(fields.getOrDefault("cmdstat_" + command, ""));
        return calls.lookingAt() ? Long.parseLong(calls.group(1)) : 0;
    }

    /** Empty if it does not tell. */
    Optional<String> evictionPolicy() {
        return Optional.ofNullable(fields.get("maxmemory_policy"));
    }

    private boolean is(String field, String value) {
        return value.equals(fields.get(field));
    }
}
