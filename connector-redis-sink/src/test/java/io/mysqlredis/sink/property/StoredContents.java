package io.mysqlredis.sink.property;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import redis.clients.jedis.GeoCoordinate;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.resps.Tuple;

/** Reads all that a Redis holds. */
final class StoredContents {

    /** Expiries are whole minutes here, and what is read of one is what was left of it a moment ago. */
    private static final long MINUTE = 60_000;

    private static final double COORDINATES = 1_000;

    private StoredContents() {}

    static Map<String, Content> of(Jedis client) {
        Map<String, Content> contents = new HashMap<>();
        for (byte[] key : client.keys(Octets.bytes("*"))) {
            contents.put(
                    Octets.of(key),
                    Content.of(client.type(key), parts(client, key)).expiringAt(expiry(client, key)));
        }
        return contents;
    }

    private static Map<String, String> parts(Jedis client, byte[] key) {
        Map<String, String> parts = new TreeMap<>();
        switch (client.type(key)) {
            case Content.HASH ->
                client.hgetAll(key).forEach((field, value) -> parts.put(Octets.of(field), Octets.of(value)));
            case Content.STRING -> parts.put("", Octets.of(client.get(key)));
            case Content.SET -> client.smembers(key).forEach(member -> parts.put(Octets.of(member), ""));
            case Content.SORTED_SET -> scores(client, key, parts);
            default -> throw new AssertionError(Octets.of(key) + " is a " + client.type(key));
        }
        return parts;
    }

    private static void scores(Jedis client, byte[] key, Map<String, String> parts) {
        for (Tuple member : client.zrangeWithScores(key, 0, -1)) {
            List<GeoCoordinate> place = client.geopos(key, member.getBinaryElement());
            parts.put(
                    Octets.of(member.getBinaryElement()),
                    Octets.of(key).startsWith(Layouts.GEO)
                            ? MemoryRedis.place(
                                    rounded(place.get(0).getLongitude()),
                                    rounded(place.get(0).getLatitude()))
                            : Double.toString(member.getScore()));
        }
    }

    /** Redis keeps a place to about half a metre. */
    private static String rounded(double degrees) {
        return Double.toString(Math.round(degrees * COORDINATES) / COORDINATES);
    }

    private static OptionalLong expiry(Jedis client, byte[] key) {
        long left = client.pttl(key);
        return left < 0
                ? OptionalLong.empty()
                : OptionalLong.of(Math.round((System.currentTimeMillis() + left) / (double) MINUTE) * MINUTE);
    }
}
