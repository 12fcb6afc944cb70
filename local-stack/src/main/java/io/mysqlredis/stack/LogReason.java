package io.mysqlredis.stack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The line of a server's log that tells best why the server ended. */
final class LogReason {
    private static final int READ_AT_MOST = 8 * 1024 * 1024;
    private static final int LONGEST = 300;
    private static final Pattern DISK_FULL = Pattern.compile("No space left on device|[Dd]isk is full|errno: 28\\b");
    // MySQL says last, and only there, that it aborts; some of its reasons stand in lines without a time.
    private static final Pattern ERROR =
            Pattern.compile("(?:\\[ERROR\\]|\\] (?:ERROR|FATAL)|^mysqld:) (?!\\S+ \\S+ Aborting$)(.*)");
    private static final Pattern EXCEPTION = Pattern.compile("(?:Caused by: )?([\\w.$]+(?:Exception|Error)(?:: .*)?)");

    private LogReason() {}

    /** Empty where there is no log, or nothing in it. */
    static Optional<String> of(Path log) {
        try (InputStream in = Files.newInputStream(log)) {
            byte[] start = in.readNBytes(READ_AT_MOST);
            return from(new String(start, StandardCharsets.UTF_8).lines().toList());
        } catch (IOException e) {
            // The failure of the server itself is what must be told.
            return Optional.empty();
        }
    }

    /** A full disk above all; else the first error, as later ones mostly follow from it; else the last words. */
    static Optional<String> from(List<String> lines) {
        Optional<String> full =
                lines.stream().filter(line -> DISK_FULL.matcher(line).find()).findFirst();
        if (full.isPresent()) {
            return full.map(line -> "the disk is full (" + shortened(withoutPrefix(line)) + ")");
        }
        for (int i = 0; i < lines.size(); i++) {
            Matcher error = ERROR.matcher(lines.get(i));
            if (error.find()) {
                return Optional.of(shortened(error.group(1) + rootCause(lines.subList(i + 1, lines.size()))));
            }
        }
        return lines.stream()
                .filter(line -> !line.isBlank())
                .reduce((before, after) -> after)
                .map(LogReason::shortened);
    }

    /** The innermost exception of the stack trace with which the lines begin. */
    private static String rootCause(List<String> lines) {
        String cause = "";
        for (String line : lines) {
            Matcher exception = EXCEPTION.matcher(line);
            if (exception.matches()) {
                cause = ": " + exception.group(1);
            } else if (!line.startsWith("\t")) {
                break;
            }
        }
        return cause;
    }

    private static String withoutPrefix(String line) {
        Matcher error = ERROR.matcher(line);
        return error.find() ? error.group(1) : line;
    }

    private static String shortened(String line) {
        String stripped = line.strip();
        return stripped.length() <= LONGEST ? stripped : stripped.substring(0, LONGEST) + "…";
    }
}
