package io.mysqlredis.sink.config;

import io.mysqlredis.sink.mapping.Mapping;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which keys the mappings write, in one line for people, and a mark that changes with anything that changes what they write. */
final class MappingsSummary {

    private static final int MARK_BYTES = 4;

    private MappingsSummary() {}

    static String of(List<Mapping> mappings, Map<String, String> properties) {
        String keys = mappings.stream()
                .map(mapping -> mapping.type().redisType() + " " + mapping.key())
                .collect(Collectors.joining(", "));
        return keys + " (" + mark(properties) + ")";
    }

    private static String mark(Map<String, String> properties) {
        Map<String, String> relevant = new TreeMap<>();
        properties.forEach((setting, value) -> {
            if (setting.startsWith(MappingsParser.MAPPINGS) || setting.equals(RedisSinkConfig.INSTANT_FORMAT)) {
                relevant.put(setting, value);
            }
        });
        byte[] digest = sha256().digest(relevant.toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, MARK_BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
