package io.mysqlredis.benchmark.result;

import io.mysqlredis.benchmark.BenchmarkException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Names what is measured of a checkout: the commit that changed any of it last, and what was changed since. */
public final class Revision {

    private static final int COMMIT_DIGITS = 12;

    /** Nothing of these is measured: rounds made before and after they change belong together. */
    private static final List<String> MEASURED =
            List.of("--", ".", ":!*.md", ":!docs", ":!.ci", ":!end-to-end", ":!*/src/test/*");

    private Revision() {}

    /**
     * Ends in {@code -dirty-} and a digest of the changes if there are some, so that other changes have another name.
     */
    public static String of(Path checkout) {
        String commit = git(checkout, "log", "-1", "--format=%H").substring(0, COMMIT_DIGITS);
        List<String> changed = files(checkout, "diff", "HEAD", "--name-only", "--no-renames", "-z");
        List<String> added = files(checkout, "ls-files", "--others", "--exclude-standard", "-z");
        return changed.isEmpty() && added.isEmpty() ? commit : commit + "-dirty-" + digest(checkout, changed, added);
    }

    private static List<String> files(Path checkout, String... arguments) {
        return Stream.of(git(checkout, arguments).split("\0"))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static String git(Path checkout, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        command.addAll(MEASURED);
        try {
            Process process = new ProcessBuilder(command)
                    .directory(checkout.toAbsolutePath().toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new BenchmarkException("This is no checkout of git: " + String.join(" ", command) + " fails");
            }
            return output;
        } catch (IOException e) {
            throw new BenchmarkException("Cannot run git: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("Interrupted while git ran", e);
        }
    }

    /** Of names and contents; a file that was deleted has none. */
    private static String digest(Path checkout, List<String> changed, List<String> added) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String name : Stream.concat(changed.stream(), added.stream()).toList()) {
                Path file = checkout.resolve(name);
                digest.update((name + "\0").getBytes(StandardCharsets.UTF_8));
                digest.update(Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0]);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 4);
        } catch (IOException e) {
            throw new BenchmarkException("Cannot read what was changed: " + e, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
