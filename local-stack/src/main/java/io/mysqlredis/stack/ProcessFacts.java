package io.mysqlredis.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the kernel says about one running process; one that has ended, though nobody waited for it, is not running. */
record ProcessFacts(long startTicks, String commandLine, long residentBytes) {
    // Counted from the field after the program's name.
    private static final int THREADS = 17;
    private static final int START_TICKS = 19;
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB");

    static Optional<ProcessFacts> of(long pid) {
        Path folder = Path.of("/proc", String.valueOf(pid));
        try {
            return parse(
                    Files.readString(folder.resolve("stat"), StandardCharsets.ISO_8859_1),
                    Files.readString(folder.resolve("cmdline"), StandardCharsets.UTF_8),
                    Files.readString(folder.resolve("status"), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            // It ended before or while it was read.
            return Optional.empty();
        }
    }

    static Optional<ProcessFacts> parse(String stat, String commandLine, String status) {
        // The program's name, in parentheses, may hold anything, also spaces and parentheses.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        char state = fields[0].charAt(0);
        // The first thread may be through while others still hold the process's ports.
        boolean lastThread = Integer.parseInt(fields[THREADS]) <= 1;
        if (state == 'X' || (state == 'Z' && lastThread)) {
            return Optional.empty();
        }
        Matcher resident = RESIDENT.matcher(status);
        long kilobytes = resident.find() ? Long.parseLong(resident.group(1)) : 0;
        return Optional.of(new ProcessFacts(
                Long.parseLong(fields[START_TICKS]), commandLine.replace('\0', ' '), kilobytes * 1024));
    }

    /** Whether its command line has the mark; one that is just ending has no memory, and so none, any more. */
    boolean mayBe(String mark) {
        return residentBytes == 0 || commandLine.contains(mark);
    }
}
