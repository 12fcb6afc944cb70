package io.mysqlredis.benchmark.pipeline;

import io.mysqlredis.benchmark.BenchmarkException;
import io.mysqlredis.benchmark.Figure;
import io.mysqlredis.benchmark.Stage;
import io.mysqlredis.stack.ServerName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the worker of both connectors holds at this moment, and has held at most. */
final class WorkerUse {

    private static final String JCMD =
            Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();

    /** As G1 and the serial collector tell it, the latter a line for each generation. */
    private static final Pattern HEAP =
            Pattern.compile("(?:garbage-first heap|generation)\\s+total \\d+K, used (\\d+)K");

    private static final Pattern MOST_MEMORY = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    private static final Pattern THREADS = Pattern.compile("Threads:\\s+(\\d+)");
    private static final double KILOBYTES = 1_024;

    private WorkerUse() {}

    /** Its memory, what is left of its heap after a collection, and its threads. */
    static List<Figure> figures(Stage stage) throws IOException, InterruptedException {
        String pid = Long.toString(stage.stack()
                .server(ServerName.CONNECT)
                .pid()
                .orElseThrow(() -> new BenchmarkException("The worker does not run any more")));
        Path status = Path.of("/proc", pid, "status");
        String told = Files.readString(status);
        jcmd(pid, "GC.run");
        return List.of(
                new Figure("Connect heap, live", sum(HEAP, jcmd(pid, "GC.heap_info"), "jcmd") / KILOBYTES, "MB"),
                new Figure("Connect memory, most", sum(MOST_MEMORY, told, status) / KILOBYTES, "MB"),
                new Figure("Connect threads", sum(THREADS, told, status), ""));
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

    private static long sum(Pattern pattern, String text, Object source) {
        Matcher matcher = pattern.matcher(text);
        long sum = 0;
        boolean isFound = false;
        while (matcher.find()) {
            sum += Long.parseLong(matcher.group(1));
            isFound = true;
        }
        if (!isFound) {
            throw new BenchmarkException(source + " does not tell what the worker uses: " + text.strip());
        }
        return sum;
    }
}
