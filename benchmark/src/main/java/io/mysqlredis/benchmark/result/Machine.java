package io.mysqlredis.benchmark.result;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * On what was measured.
 *
 * @param memoryMegabytes that the whole machine has
 * @param redis the server's version
 */
public record Machine(int cores, long memoryMegabytes, String cpu, String java, String redis) {

    /** This one. */
    public static Machine of(String redisVersion) {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                Long.parseLong(first("/proc/meminfo", "MemTotal:\\s+(\\d+) kB")) / 1024,
                first("/proc/cpuinfo", "model name\\s*:\\s*(.*)"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
                redisVersion);
    }

    private static String first(String file, String pattern) {
        try {
            Matcher matcher = Pattern.compile("(?m)^" + pattern + "$")
                    .matcher(Files.readString(Path.of(file), StandardCharsets.ISO_8859_1));
            return matcher.find() ? matcher.group(1) : "0";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In one line. */
    public String describe() {
        return "%d cores of %s, %,d MB, %s, Redis %s".formatted(cores, cpu, memoryMegabytes, java, redis);
    }
}
