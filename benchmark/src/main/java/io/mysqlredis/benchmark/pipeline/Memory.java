package io.mysqlredis.benchmark.pipeline;

import io.mysqlredis.benchmark.BenchmarkException;
import io.mysqlredis.benchmark.Stage;
import io.mysqlredis.stack.ServerName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the worker and Redis take of memory. */
final class Memory {

    private static final String JCMD =
            Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();

    /** As G1 and the serial collector tell it, the latter a line for each generation. */
    private static final Pattern USED =
            Pattern.compile("(?:garbage-first heap|generation)\\s+total \\d+K, used (\\d+)K");

    private static final Pattern REDIS = Pattern.compile("used_memory_dataset:(\\d+)");

    private Memory() {}

    /** What is left of the worker's heap after a collection. */
    static double liveHeapMegabytes(Stage stage) throws IOException, InterruptedException {
        String worker = Long.toString(stage.stack()
                .server(ServerName.CONNECT)
                .pid()
                .orElseThrow(() -> new BenchmarkException("The worker does not run any more")));
        jcmd(worker, "GC.run");
        Matcher used = USED.matcher(jcmd(worker, "GC.heap_info"));
        long kilobytes = 0;
        boolean isFound = false;
        while (used.find()) {
            kilobytes += Long.parseLong(used.group(1));
            isFound = true;
        }
        if (!isFound) {
            throw new BenchmarkException("jcmd does not tell how much of its heap the worker uses");
        }
        return kilobytes / 1_024.0;
    }

    private static String jcmd(String pid, String command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(JCMD, pid, command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new BenchmarkException("jcmd " + command + " failed: " + output.strip());
        }
        return output;
    }

    static double redisBytesPerRow(Copying copying) {
        Matcher dataset = REDIS.matcher(copying.redis().info("memory"));
        if (!dataset.find()) {
            throw new BenchmarkException("Redis does not tell how much memory its data takes");
        }
        return Double.parseDouble(dataset.group(1)) / copying.rows();
    }
}
